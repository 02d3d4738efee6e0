package dev.skbtrail.recorder.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.recorder.catalogue.CatalogueEntry;
import dev.skbtrail.recorder.catalogue.Program;
import dev.skbtrail.recorder.catalogue.Verdict;
import dev.skbtrail.recorder.kernel.FunctionSignature;
import dev.skbtrail.recorder.kernel.ReturnType;
import dev.skbtrail.recorder.kernel.ReturnType.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FentryBackendTest {
    @ParameterizedTest
    @CsvSource({
        "6, false, INTEGER, false",
        "6, false, VOID, false",
        "7, false, INTEGER, true",
        "3, true, VOID, true",
        "3, false, OTHER, true"
    })
    void leavesToKprobesWhatTrampolinesDoNotPass(
            int parameters, boolean variadic, Kind returns, boolean beyond) {
        FunctionSignature function =
                new FunctionSignature(
                        "f",
                        null,
                        1,
                        0,
                        1,
                        parameters,
                        variadic,
                        new ReturnType(returns, 0, false));
        CatalogueEntry entry =
                new CatalogueEntry("g", "f", Program.ENTRY, Verdict.NONE, "for this test");
        assertEquals(beyond, FentryBackend.isBeyond(new FunctionProbe(entry, function, false)));
    }
}
