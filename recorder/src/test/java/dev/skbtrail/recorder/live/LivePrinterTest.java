package dev.skbtrail.recorder.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.EventColumns;
import dev.skbtrail.recorder.event.EventDecoder;
import dev.skbtrail.recorder.event.NameTable;
import dev.skbtrail.recorder.event.TestRows;
import dev.skbtrail.recorder.event.TraceNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LivePrinterTest {
    private static final TraceNames NAMES =
            new TraceNames(
                    id -> "f",
                    reason -> null,
                    reason -> null,
                    address -> null,
                    stack -> null,
                    inode -> null,
                    verdict -> null,
                    new String[0],
                    new NameTable());

    private final ColumnBatch batch = EventDecoder.newBatch(8);
    private final CountDownLatch gone = new CountDownLatch(1);

    private void offer(LiveRows rows, int packets) {
        for (int packet = 1; packet <= packets; packet++) {
            batch.clear();
            TestRows.drop(batch, packet, packet, 0, 0);
            rows.offer(batch);
        }
    }

    private LivePrinter printer(LiveRows rows, OutputStream out) {
        EventLine line =
                new EventLine(
                        EventColumns.of(NAMES, List.of()), TimeText.relative(), new Colors(false));
        PrintStream stream = new PrintStream(out, false, StandardCharsets.UTF_8);
        return new LivePrinter(rows, line, stream, gone::countDown);
    }

    @Test
    void printsWhatCameUntilTheEnd() throws InterruptedException {
        LiveRows rows = new LiveRows(Shown.DROPS);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LivePrinter printer = printer(rows, out);
        printer.start();
        offer(rows, 2);
        batch.clear();
        TestRows.entry(batch, 9, 9, 0);
        rows.offer(batch);
        printer.finish();
        assertEquals(
                "0.000000000 #1 f DROP\n0.000000001 #2 f DROP\n",
                out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void countsWhatComesTooFast() {
        LiveRows rows = new LiveRows(Shown.EVENTS, 3);
        offer(rows, 5);
        assertEquals(3, rows.take().rows().size());
        assertEquals(2, rows.skipped());
        offer(rows, 1);
        assertEquals(1, rows.take().rows().size());
        assertEquals(0, rows.take().rows().size());
    }

    @Test
    void saysWhenNobodyReads() throws InterruptedException {
        LiveRows rows = new LiveRows(Shown.DROPS);
        offer(rows, 1);
        OutputStream closed =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                };
        printer(rows, closed).start();
        assertTrue(gone.await(10, TimeUnit.SECONDS));
    }

    @Test
    void doesNotWaitForAReaderThatHasStopped() {
        LiveRows rows = new LiveRows(Shown.DROPS);
        offer(rows, 1);
        OutputStream stopped =
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        try {
                            Thread.sleep(60_000);
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    }
                };
        LivePrinter printer = printer(rows, stopped);
        printer.start();
        assertTimeoutPreemptively(Duration.ofSeconds(20), printer::finish);
    }
}
