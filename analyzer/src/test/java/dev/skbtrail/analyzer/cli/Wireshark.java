package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.skbtrail.analyzer.Program;

/** Wireshark's own tools, which read our files. */
final class Wireshark {
    private Wireshark() {}

    /**
     * Skips a test that cannot run; fails with {@code CI=true}, where nobody notices skipped tests.
     */
    static void require() {
        if (Program.shell("", "command -v tshark capinfos").exitCode() == 0) {
            return;
        }
        String reason = "needs tshark and capinfos: run bpf/setup";
        if ("true".equals(System.getenv("CI"))) {
            fail(reason);
        }
        abort(reason);
    }

    /** Standard output of a command line, which must succeed without any message. */
    static String run(String command) {
        Program.Result result = Program.shell("", command);
        String complaints =
                result.err().replaceAll("(?m)^Running as user \"root\".*\\R|^\\s*$", "");
        assertEquals("", complaints, command);
        assertEquals(0, result.exitCode(), command);
        return result.out();
    }
}
