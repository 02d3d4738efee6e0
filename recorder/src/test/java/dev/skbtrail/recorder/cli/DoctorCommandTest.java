package dev.skbtrail.recorder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.recorder.kernel.Privileges;
import org.junit.jupiter.api.Test;

class DoctorCommandTest {
    @Test
    void saysWhetherARecordingIsPossible() {
        Cli.Result result = Cli.run("doctor");
        assertTrue(result.out().contains("BTF"), result.out());
        assertTrue(result.out().contains("CAP_BPF"), result.out());
        assertTrue(result.out().contains("(filter expressions)"), result.out());
        assertEquals("", result.err());
        if (Privileges.read().missing().isEmpty()) {
            boolean possible = result.out().contains("a recording would use the back-end ");
            assertEquals(possible ? 0 : 1, result.exitCode(), result.out());
        } else {
            assertTrue(result.out().contains("sudo skbtrail-record doctor"), result.out());
            assertEquals(1, result.exitCode());
        }
    }
}
