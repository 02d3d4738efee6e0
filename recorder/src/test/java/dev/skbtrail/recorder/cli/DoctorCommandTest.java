package dev.skbtrail.recorder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.recorder.capability.Capability;
import dev.skbtrail.recorder.kernel.Privileges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    @Test
    void saysWhetherARecordingIsPossible() {
        Cli.Result result = Cli.run("doctor");
        assertTrue(result.out().contains("BTF"), result.out());
        assertTrue(result.out().contains("CAP_BPF"), result.out());
        assertTrue(result.out().contains("(filter expressions)"), result.out());
        assertTrue(result.out().contains("  yes  --stack         48 functions"), result.out());
        assertEquals("", result.err());
        if (Privileges.read().missing().isEmpty()) {
            boolean possible = result.out().contains("a recording would use the back-end ");
            assertEquals(possible ? 0 : 1, result.exitCode(), result.out());
        } else {
            assertTrue(result.out().contains("sudo skbtrail-record doctor"), result.out());
            assertEquals(1, result.exitCode());
        }
    }

    @Test
    void saysWhenTheKernelAllowsNoStackDeepEnough(@TempDir Path directory) throws IOException {
        Path limit = Files.writeString(directory.resolve("perf_event_max_stack"), "32\n");
        Capability stacks = LimitReport.stacks(limit);
        assertFalse(stacks.available());
        assertEquals(
                "the kernel allows 32 functions, 48 are needed: no recording is possible",
                stacks.detail());
        assertTrue(LimitReport.stacks(Files.writeString(limit, "48\n")).available());
    }
}
