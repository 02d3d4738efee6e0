package dev.skbtrail.recorder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs in a separate process: this one may have been started with signals ignored. */
class InterruptsTest {
    private static final String WAITING = "waiting";

    @ParameterizedTest
    @CsvSource({
        "INT, interrupt",
        "TERM, terminate",
        "HUP, hangup",
        "QUIT, quit",
        "USR1, write out"
    })
    void tellsWhichSignalCame(String signal, String reason)
            throws IOException, InterruptedException {
        assertEquals(List.of(WAITING, reason), signalled("--default-signal=INT,TERM,HUP", signal));
    }

    /** As under nohup: SIGHUP stays ignored, and SIGTERM still ends the process. */
    @ParameterizedTest
    @CsvSource({"HUP, terminate"})
    void leavesASignalIgnoredThatWasIgnored(String signal, String reason)
            throws IOException, InterruptedException {
        assertEquals(
                List.of(WAITING, reason),
                signalled("--default-signal=INT,TERM", "--ignore-signal=HUP", signal, "TERM"));
    }

    /** As bin/skbtrail-record starts it. */
    @Test
    void answersSigusr1ThatWasIgnored() throws IOException, InterruptedException {
        assertEquals(
                List.of(WAITING, "write out"),
                signalled("--default-signal=INT", "--ignore-signal=USR1", "USR1"));
    }

    /**
     * @param words options of env, then the signals to send, one after the other
     * @return lines that the process printed
     */
    private static List<String> signalled(String... words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("env"));
        List<String> signals = new ArrayList<>();
        for (String word : words) {
            (word.startsWith("-") ? command : signals).add(word);
        }
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Waiting.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader out = process.inputReader()) {
            List<String> lines = new ArrayList<>(List.of(String.valueOf(out.readLine())));
            for (String signal : signals) {
                new ProcessBuilder("kill", "-" + signal, "" + process.pid()).start().waitFor();
            }
            out.lines().forEach(lines::add);
            return lines;
        } finally {
            process.destroyForcibly();
        }
    }

    /** Prints the reason to stop. */
    static final class Waiting {
        private Waiting() {}

        public static void main(String[] args) throws InterruptedException {
            BlockingQueue<String> reasons = new LinkedBlockingQueue<>();
            Interrupts.handle(reasons::add, () -> reasons.add("write out"));
            System.out.println(WAITING);
            System.out.println(reasons.poll(20, TimeUnit.SECONDS));
        }
    }
}
