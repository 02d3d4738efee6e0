package dev.skbtrail.recorder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Locales with their own digits or their own small i change nothing. */
class LocaleTest {
    /** Arguments that are refused with a number in the message. */
    private static final List<String> ARGUMENTS = List.of("--port", "70000", "-o", "x");

    @ParameterizedTest
    @CsvSource({"ar, EG", "fa, IR", "mr, IN", "tr, TR"})
    void saysTheSameEverywhere(String language, String country) throws Exception {
        assertEquals(said("en", "US"), said(language, country));
    }

    @Test
    void saysANumber() throws Exception {
        assertTrue(said("en", "US").contains("65535"), said("en", "US"));
    }

    private static String said(String language, String country) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Duser.language=" + language,
                        "-Duser.country=" + country,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName());
        builder.command().addAll(ARGUMENTS);
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
