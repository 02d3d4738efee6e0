package dev.skbtrail.analyzer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the program in a separate process, from the classes under test. */
public final class Program {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private Program() {}

    /** The result of one run. */
    public record Result(int exitCode, String out, String err) {}

    /**
     * Runs a shell command line.
     *
     * @param properties Java properties: -Dname=value ...
     * @param command in which $SKBTRAIL stands for the program
     */
    public static Result shell(String properties, String command) {
        String program =
                String.join(
                        " ",
                        List.of(
                                JAVA,
                                "-XX:TieredStopAtLevel=1",
                                "-Xshare:auto",
                                properties,
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.skbtrail.analyzer.cli.Main"));
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", command);
        builder.environment().put("SKBTRAIL", program);
        builder.redirectError(ProcessBuilder.Redirect.PIPE);
        try {
            Process process = builder.start();
            String out = text(process.getInputStream().readAllBytes());
            String err = text(process.getErrorStream().readAllBytes());
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), command);
            return new Result(process.exitValue(), out, err);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
