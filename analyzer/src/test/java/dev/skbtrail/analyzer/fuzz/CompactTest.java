package dev.skbtrail.analyzer.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The generator understands the files that it damages. */
class CompactTest {
    @ParameterizedTest
    @ValueSource(strings = {"udp-blocked", "restricted", "healthy"})
    void writesTheSameFooterAsItRead(String sample) {
        ParquetBytes file = sample(sample);
        assertArrayEquals(file.bytes(), file.with(file.footer()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp-blocked", "restricted", "healthy"})
    void findsEveryPage(String sample) {
        ParquetBytes file = sample(sample);
        List<ParquetBytes.Page> pages = file.pages();
        int at = "PAR1".length();
        for (ParquetBytes.Page page : pages) {
            assertEquals(at, page.header());
            at = page.end();
        }
        assertTrue(at <= file.body(), at + " of " + file.body());
    }

    private static ParquetBytes sample(String name) {
        Path samples = SyntheticTrace.root().resolve("sample-traces");
        return ParquetBytes.read(samples.resolve(name).resolve("trace.parquet"));
    }
}
