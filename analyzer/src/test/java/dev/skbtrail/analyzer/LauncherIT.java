package dev.skbtrail.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests the program as built: bin/skbtrail, the jar, and DuckDB's native library next to its
 * classes.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "bin/skbtrail is a shell script")
class LauncherIT {
    private static final String SKBTRAIL =
            SyntheticTrace.root().resolve("analyzer/bin/skbtrail").toString();

    @TempDir private Path directory;

    @Test
    void answersFromTheJar() throws Exception {
        Path trace = SyntheticTrace.write(directory, "router");
        String out = shell("'" + SKBTRAIL + "' drops '" + trace + "' --format csv");
        assertTrue(out.contains("NETFILTER_DROP,nf_hook_slow"), out);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void startsFromParsedClasses() throws Exception {
        String out = shell("_JAVA_OPTIONS=-Xlog:class+load '" + SKBTRAIL + "' --version");
        assertTrue(out.contains("cli.Main source: shared objects file"), out);
    }

    @Test
    void isQuietWhenItsReaderHasSeenEnough() throws Exception {
        Path trace = SyntheticTrace.write(directory, "router");
        String sql = "SELECT i FROM range(3000000) AS t (i)";
        for (String format : new String[] {"table", "csv", "json", "markdown"}) {
            String out =
                    shell(
                            String.format(
                                    "'%s' sql '%s' '%s' --format %s | head -n 1",
                                    SKBTRAIL, trace, sql, format));
            assertEquals(1, out.lines().count(), out);
        }
    }

    @Test
    void passesTheExitCodeOn() throws Exception {
        assertEquals("2\n", shell("'" + SKBTRAIL + "' 2>/dev/null; echo $?"));
        assertEquals("1\n", shell("'" + SKBTRAIL + "' drops none 2>/dev/null; echo $?"));
    }

    /** DuckDB accounts for the memory of a text only after it has been built. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void boundsTheMemoryThatDuckDbDoesNotCount() throws Exception {
        Path trace = SyntheticTrace.write(directory, "router");
        String sql = "SELECT length(repeat(chr(120), 3000000000)) AS n";
        String out = shell(String.format("'%s' sql '%s' '%s'; echo $?", SKBTRAIL, trace, sql));
        assertTrue(out.contains("Out of Memory") && out.endsWith("\n1\n"), out);
    }

    /** Standard output and error of a shell command line. */
    private static String shell(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), command);
        return out;
    }
}
