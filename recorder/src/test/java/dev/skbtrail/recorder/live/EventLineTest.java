package dev.skbtrail.recorder.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.EventColumns;
import dev.skbtrail.recorder.event.EventDecoder;
import dev.skbtrail.recorder.event.NameTable;
import dev.skbtrail.recorder.event.TestRows;
import dev.skbtrail.recorder.event.TraceNames;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventLineTest {
    private static final long NOON = 1_790_000_000L * 1_000_000_000;

    private final ColumnBatch batch = EventDecoder.newBatch(8);
    private final LiveRows.Taken rows = new LiveRows.Taken(batch, batch);

    private static TraceNames names(String function) {
        return new TraceNames(
                id -> function,
                reason -> reason == 3 ? "NO_SOCKET" : null,
                reason -> null,
                address -> "udp_rcv+0x" + Long.toHexString(address),
                stack -> null,
                inode -> null,
                verdict -> null,
                new String[0],
                new NameTable());
    }

    private static EventLine line(String function, TimeText time, boolean color) {
        return new EventLine(EventColumns.of(names(function), List.of()), time, new Colors(color));
    }

    @Test
    void saysWhenWhichPacketWasDroppedWhereAndWhy() {
        TestRows.drop(batch, 17, NOON + 123_456_789, 3, 0x1a);
        EventLine line = line("kfree_skb", TimeText.absolute(ZoneId.of("UTC")), false);
        assertEquals(
                "14:13:20.123456 #17 kfree_skb DROP NO_SOCKET at udp_rcv+0x1a", line.of(rows, 0));
    }

    @Test
    void countsTimeFromTheFirstLine() {
        TestRows.drop(batch, 1, NOON, 0, 1);
        TestRows.drop(batch, 2, NOON + 1_000_000_001, 0, 1);
        TestRows.drop(batch, 3, NOON - 1, 0, 1);
        EventLine line = line("f", TimeText.relative(), false);
        assertEquals("0.000000000 #1 f DROP at udp_rcv+0x1", line.of(rows, 0));
        assertEquals("1.000000001 #2 f DROP at udp_rcv+0x1", line.of(rows, 1));
        assertEquals("-0.000000001 #3 f DROP at udp_rcv+0x1", line.of(rows, 2));
    }

    /** The kernel permits such an interface name. */
    @Test
    void letsNoNameSteerTheTerminal() {
        TestRows.drop(batch, 1, NOON, 0, 1);
        String evil = "\u001b[2J\u202e\u009b";
        String plain = "0.000000000 #1 \ufffd[2J\ufffd\ufffd DROP at udp_rcv+0x1";
        assertEquals(plain, line(evil, TimeText.relative(), false).of(rows, 0));
        String colored = line(evil, TimeText.relative(), true).of(rows, 0);
        assertEquals(plain, colored.replaceAll("\u001b\\[[0-9]+m", ""));
    }
}
