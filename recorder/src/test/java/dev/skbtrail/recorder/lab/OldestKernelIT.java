package dev.skbtrail.recorder.lab;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Linux 5.10: its verifier is the strictest, it has neither drop reasons nor attach cookies, and
 * doctor says so.
 */
class OldestKernelIT {
    private static final EachBackend KERNEL = new EachBackend("5.10");

    @BeforeAll
    static void recordInTheGuest() {
        if (Lab.isFull()) {
            KERNEL.record("all=fentry", "kprobe", "filters");
        } else {
            KERNEL.record("fentry", "filters");
        }
    }

    static List<String> recorded() {
        return Lab.recorded(List.of("fentry", "kprobe"));
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void everyBackendRecordsTheSamePackets(String backend) throws SQLException, IOException {
        KERNEL.assertSamePackets(backend);
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void readsArgumentsAndResultsOfFunctions(String backend) throws SQLException, IOException {
        KERNEL.assertArgumentsAndResults(backend);
    }

    @Test
    void saysWherePacketsDied() throws SQLException, IOException {
        KERNEL.assertDeaths("fentry", 0);
    }

    @Test
    @Tag(Lab.FULL)
    void tellsFaultsFromConsequencesAndEverydayFrees() throws SQLException, IOException {
        KERNEL.assertSituationsTold("fentry");
    }

    @Test
    void verifierTakesEveryFilterAndColumnAtOnce() throws SQLException, IOException {
        KERNEL.assertNothingRefused("filters");
    }

    @Test
    void doctorSaysWhatIsLacking() throws IOException {
        KERNEL.assertDoctorSays(
                "no   module types",
                "no   drop reasons",
                "no   reset reasons",
                "no   cookies",
                "no   missed kprobes",
                "no   kprobe.multi",
                "no   restricted",
                "yes  --stack",
                "yes  fentry");
    }
}
