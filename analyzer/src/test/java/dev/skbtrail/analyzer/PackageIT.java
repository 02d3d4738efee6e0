package dev.skbtrail.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.report.Library;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests the Debian package: what it installs runs from there, with manual pages and completion. */
@EnabledOnOs(OS.LINUX)
class PackageIT {
    @TempDir private Path directory;

    @Test
    void runsWhereItIsInstalled() throws Exception {
        Path root = unpack();
        Path trace = SyntheticTrace.write(directory, "router");
        String program = root.resolve("usr/bin/skbtrail").toString();
        String drops = run(List.of(program, "drops", trace.toString(), "--format", "csv"));
        assertTrue(drops.contains("NETFILTER_DROP,nf_hook_slow"), drops);

        Path pages = root.resolve("usr/share/man/man1");
        for (var report : Library.load().reports()) {
            Path file = pages.resolve("skbtrail-" + report.name() + ".1.gz");
            assertTrue(Files.exists(file), file.toString());
        }
        String page = run(List.of("gzip", "-dc", pages.resolve("skbtrail-drops.1.gz").toString()));
        assertTrue(page.startsWith(".TH"), page);

        Path completion = root.resolve("usr/share/bash-completion/completions/skbtrail");
        String completes = "source '" + completion + "' && complete -p skbtrail";
        assertTrue(run(List.of("bash", "-c", completes)).contains(" -F "), completes);
    }

    private Path unpack() throws Exception {
        Path build = SyntheticTrace.root().resolve(".packages/build");
        String file = run(List.of(build.toString(), directory.toString(), "skbtrail")).strip();
        Path root = Files.createDirectory(directory.resolve("root"));
        run(List.of("dpkg-deb", "--extract", file, root.toString()));
        return root;
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
