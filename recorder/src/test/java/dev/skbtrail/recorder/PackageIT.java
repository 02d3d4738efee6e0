package dev.skbtrail.recorder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the Debian package: what it installs loads libbpf and its kernel programs from there. */
class PackageIT {
    private static final Path BUILD = Path.of("../.packages/build");

    @TempDir private Path directory;

    @Test
    void runsWhereItIsInstalled() throws Exception {
        String file = run(List.of(BUILD.toString(), directory.toString(), "skbtrail-record"));
        Path root = Files.createDirectory(directory.resolve("root"));
        run(List.of("dpkg-deb", "--extract", file.strip(), root.toString()));
        String doctor = run(List.of(root.resolve("usr/bin/skbtrail-record").toString(), "doctor"));
        assertTrue(doctor.contains("restricted"), doctor);
        Path completion = root.resolve("usr/share/bash-completion/completions/skbtrail-record");
        String completes = "source '" + completion + "' && complete -p skbtrail-record";
        assertTrue(run(List.of("bash", "-c", completes)).contains(" -F "), completes);
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("COMPRESSION", "none");
        Process process = builder.redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), command::toString);
        assertEquals(0, process.exitValue(), out);
        return out;
    }
}
