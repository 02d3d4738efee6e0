package dev.skbtrail.recorder.lab;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The newest kernel that Debian has: every back-end, and nothing is lacking. */
class NewestKernelIT {
    private static final EachBackend KERNEL = new EachBackend("newest");

    /** The programs of kprobe.multi are those of kprobe. */
    @BeforeAll
    static void recordInTheGuest() {
        KERNEL.record("fentry", "all=kprobe.multi", "restricted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fentry", "kprobe.multi", "restricted"})
    void everyBackendRecordsTheSamePackets(String backend) throws SQLException, IOException {
        KERNEL.assertSamePackets(backend);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fentry", "kprobe.multi"})
    void readsArgumentsAndResultsOfFunctions(String backend) throws SQLException, IOException {
        KERNEL.assertArgumentsAndResults(backend);
    }

    @Test
    void saysWhyPacketsDied() throws SQLException, IOException {
        KERNEL.assertDeaths("fentry", 5);
    }

    @Test
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
