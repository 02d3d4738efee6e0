package dev.skbtrail.recorder.lab;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The newest kernel in Debian: no feature is missing; every back-end in a full run. */
class NewestKernelIT {
    private static final EachBackend KERNEL = new EachBackend("newest");

    /** kprobe.multi uses the programs of kprobe. */
    @BeforeAll
    static void recordInTheGuest() {
        if (Lab.isFull()) {
            KERNEL.recordInParallel("fentry", "all=kprobe.multi", "restricted");
        } else {
            KERNEL.recordInParallel("kprobe.multi");
        }
    }

    static List<String> recorded() {
        return Lab.recorded(List.of("kprobe.multi", "fentry", "restricted"));
    }

    static List<String> recordedWithFunctions() {
        return Lab.recorded(List.of("kprobe.multi", "fentry"));
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void everyBackendRecordsTheSamePackets(String backend) throws SQLException, IOException {
        KERNEL.assertSamePackets(backend);
    }

    @ParameterizedTest
    @MethodSource("recordedWithFunctions")
    void readsArgumentsAndResultsOfFunctions(String backend) throws SQLException, IOException {
        KERNEL.assertArgumentsAndResults(backend);
    }

    @Test
    void saysWhyPacketsDied() throws SQLException, IOException {
        KERNEL.assertDeaths("kprobe.multi", 5);
    }

    @Test
    @Tag(Lab.FULL)
    void tellsFaultsFromConsequencesAndEverydayFrees() throws SQLException, IOException {
        KERNEL.assertSituationsTold("kprobe.multi");
    }

    @Test
    void doctorSaysThatAllIsThere() throws IOException {
        KERNEL.assertDoctorSays(
                "yes  module types",
                "yes  drop reasons",
                "yes  reset reasons",
                "yes  cookies",
                "yes  missed kprobes",
                "yes  kprobe.multi",
                "yes  restricted",
                "yes  --stack",
                "yes  fentry");
    }
}
