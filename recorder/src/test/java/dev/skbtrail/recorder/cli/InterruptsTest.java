package dev.skbtrail.recorder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterruptsTest {
    @ParameterizedTest
    @CsvSource({"INT, interrupt", "TERM, terminate"})
    void tellsWhichSignalCame(String signal, String reason)
            throws IOException, InterruptedException {
        BlockingQueue<String> reasons = new LinkedBlockingQueue<>();
        Interrupts interrupts = Interrupts.handle(reasons::add);
        try {
            new ProcessBuilder("kill", "-" + signal, "" + ProcessHandle.current().pid())
                    .start()
                    .waitFor();
            assertEquals(reason, reasons.poll(10, TimeUnit.SECONDS));
        } finally {
            interrupts.restore();
        }
    }
}
