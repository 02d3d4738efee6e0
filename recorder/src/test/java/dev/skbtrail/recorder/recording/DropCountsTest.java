package dev.skbtrail.recorder.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.EventDecoder;
import dev.skbtrail.recorder.event.NameTable;
import dev.skbtrail.recorder.event.TestRows;
import dev.skbtrail.recorder.event.TraceNames;
import java.util.List;
import org.junit.jupiter.api.Test;

class DropCountsTest {
    private static final TraceNames NAMES =
            new TraceNames(
                    id -> "f",
                    reason -> reason == 3 ? "NO_SOCKET" : null,
                    reason -> null,
                    address -> address == 9 ? null : "udp_rcv+0x" + address,
                    stack -> null,
                    inode -> null,
                    verdict -> null,
                    new String[0],
                    new NameTable());

    @Test
    void countsByReasonAndFunction() {
        DropCounts counts = new DropCounts();
        ColumnBatch batch = EventDecoder.newBatch(8);
        TestRows.drop(batch, 1, 1, 3, 1);
        TestRows.drop(batch, 2, 2, 3, 2);
        TestRows.entry(batch, 2, 3, 0);
        TestRows.drop(batch, 3, 4, 0, 1);
        counts.add(batch);
        batch.clear();
        TestRows.drop(batch, 4, 5, 3, 1);
        TestRows.drop(batch, 5, 6, 0, 9);
        counts.add(batch);
        assertEquals(
                List.of(
                        new DropSite(3, "NO_SOCKET", "udp_rcv"),
                        new DropSite(1, "", "0x9"),
                        new DropSite(1, "", "udp_rcv")),
                counts.sites(NAMES));
    }
}
