package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code skbtrail report}. */
class PageTest {
    private static final long THREE_MEGABYTES = 3_000_000;
    private static final Path SAMPLES = SyntheticTrace.root().resolve("sample-traces");

    @TempDir private Path directory;

    @Test
    void writesOneSmallFileAndSaysWhatItIs() throws IOException {
        Path page = directory.resolve("report.html");
        Path trace = SAMPLES.resolve("udp-blocked/trace.parquet");
        Cli.Result result = Cli.run("report", trace, "-o", page);
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(
                result.out().matches("\\Q" + page + "\\E: 2 findings, 1\\.\\d+ MB\n"),
                result.out());
        assertTrue(Files.size(page) < THREE_MEGABYTES);
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(List.of(page), files.toList());
        }
        String html = Files.readString(page);
        assertTrue(
                html.contains("\"sentence\":\"Rule handle 10 (ip6 nexthdr udp udp dport 8081"),
                "no finding");
        assertTrue(html.contains("Redistribution and use in source and binary forms"));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no POSIX permissions")
    void isForItsOwnerAlone() throws IOException {
        Path page = write(SyntheticTrace.write(directory, "router"));
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(page)));
    }

    @Test
    void overwritesNothingUnlessForced() throws IOException {
        Path trace = SyntheticTrace.write(directory, "router");
        Path page = Files.writeString(directory.resolve("report.html"), "mine");
        Cli.Result refused = Cli.run("report", trace, "-o", page);
        assertEquals(2, refused.exitCode());
        assertEquals(
                "skbtrail: " + page + ": exists already; --force overwrites it\n", refused.err());
        assertEquals("mine", Files.readString(page));
        assertEquals(0, Cli.run("report", trace, "-o", page, "--force").exitCode());
        assertTrue(Files.readString(page).startsWith("<!doctype html>"));
    }

    @Test
    void namesTheDirectoryThatIsMissing() {
        Path trace = SyntheticTrace.write(directory, "router");
        Cli.Result result = Cli.run("report", trace, "-o", directory.resolve("none/x.html"));
        assertEquals(2, result.exitCode());
        assertTrue(result.err().contains("there is no directory"), result.err());
    }

    @Test
    void namesTheFilterInEveryCommand() throws IOException {
        Path trace = SyntheticTrace.write(directory, "router");
        Path page = directory.resolve("x.html");
        String where = "ttl < 65 OR ttl IS NULL";
        Cli.Result result = Cli.run("report", trace, "-o", page, "--where", where);
        assertEquals(0, result.exitCode(), result.err());
        String command = "skbtrail drops " + trace + " --where 'ttl \\u003c 65 OR ttl IS NULL'";
        assertTrue(Files.readString(page).contains("\"" + command + "\""));
    }

    /** The CSP lists what is in the page, and a name in the trace cannot add an element. */
    @Test
    void runsNothingButItsOwnScripts() throws Exception {
        String html = Files.readString(write(SyntheticTrace.write(directory, "hostile")));
        Matcher script =
                Pattern.compile("<script>(.*?)</script>|<style>(.*?)</style>", Pattern.DOTALL)
                        .matcher(html);
        int found = 0;
        while (script.find()) {
            String text = script.group(1) == null ? script.group(2) : script.group(1);
            assertTrue(html.contains("'sha256-" + hash(text) + "'"), text.substring(0, 80));
            found++;
        }
        assertEquals(3, found);
        String policy =
                html.substring(html.indexOf("default-src 'none';"), html.indexOf("<title>"));
        assertFalse(policy.contains("unsafe") || policy.contains("http"), policy);
        String data = html.substring(html.indexOf("id=\"data\">") + 10);
        data = data.substring(0, data.indexOf("</script>"));
        assertTrue(data.contains("x\ufffd]0;owned\ufffd") && data.contains("a|b"), "no such names");
        assertFalse(data.contains("<") || data.contains(">"), "markup");
        assertTrue(data.chars().noneMatch(Character::isISOControl));
    }

    private Path write(Path trace) {
        Path page = directory.resolve("report.html");
        Cli.Result result = Cli.run("report", trace, "-o", page);
        assertEquals(0, result.exitCode(), result.err());
        return page;
    }

    private static String hash(String text) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
