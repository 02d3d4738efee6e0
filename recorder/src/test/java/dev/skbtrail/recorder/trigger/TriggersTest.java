package dev.skbtrail.recorder.trigger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.skbtrail.recorder.UserException;
import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.EventDecoder;
import dev.skbtrail.recorder.event.LossCause;
import dev.skbtrail.recorder.event.NameTable;
import dev.skbtrail.recorder.event.TestRows;
import dev.skbtrail.recorder.event.TraceNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TriggersTest {
    private static final long SECOND = 1_000_000_000;
    private static final long START = 1_796_105_694L * SECOND;
    private static final int NO_SOCKET = 3;
    private static final int CLOSED = 4;
    private static final int UNNAMED = 2;
    private static final long PING = 0x10;
    private static final long UDP = 0x20;
    private static final int RETRANSMIT_PROBE = 7;

    private static final TraceNames NAMES =
            new TraceNames(
                    id -> "f",
                    reason ->
                            switch (reason) {
                                case UNNAMED -> "NOT_SPECIFIED";
                                case NO_SOCKET -> "NO_SOCKET";
                                case CLOSED -> "TCP_CLOSE";
                                default -> null;
                            },
                    reason -> null,
                    address -> address == PING ? "ping_rcv+0x1" : "__udp4_lib_rcv.isra.0+0x4bc",
                    stack -> null,
                    inode -> null,
                    verdict -> null,
                    new String[0],
                    new NameTable());

    private final ColumnBatch batch = EventDecoder.newBatch(64);
    private final List<Fired> fired = new ArrayList<>();

    private Triggers triggers(String... texts) {
        List<Trigger> triggers =
                List.of(texts).stream()
                        .map(text -> TriggerText.parse(text, time -> Duration.parse("PT" + time)))
                        .toList();
        return new Triggers(
                triggers,
                NAMES,
                function -> function.equals("__tcp_retransmit_skb") ? RETRANSMIT_PROBE : -1,
                fired::add);
    }

    private List<Long> packetsThatFire(String trigger) {
        triggers(trigger).look(batch);
        return fired.stream().map(Fired::packet).toList();
    }

    @Test
    void tellsWhatItSaw() {
        EventDecoder.appendLoss(batch, START, 0, LossCause.RING_FULL, 1);
        TestRows.drop(batch, 5, START + 1, NO_SOCKET, UDP);
        triggers("drop").look(batch);
        assertEquals(
                List.of(new Fired("drop", START + 1, 5, "NO_SOCKET at __udp4_lib_rcv")), fired);
    }

    @Test
    void leavesOutUsualDropsUnlessTheyAreNamed() {
        TestRows.drop(batch, 1, START, NO_SOCKET, PING);
        TestRows.drop(batch, 2, START, UNNAMED, UDP);
        TestRows.drop(batch, 3, START, CLOSED, UDP);
        TestRows.reset(batch, 4, START);
        TestRows.drop(batch, 4, START, NO_SOCKET, UDP);
        TestRows.drop(batch, 5, START, NO_SOCKET, UDP);
        assertEquals(List.of(5L), packetsThatFire("drop"));
        fired.clear();
        assertEquals(List.of(3L), packetsThatFire("drop=TCP_CLOSE"));
        fired.clear();
        assertEquals(List.of(1L), packetsThatFire("drop=ping_rcv"));
        fired.clear();
        assertEquals(List.of(1L, 4L, 5L), packetsThatFire("drop=NO_SOCKET"));
    }

    @Test
    void firesAtARateAndCountsAnew() {
        for (int i = 0; i < 3; i++) {
            TestRows.drop(batch, i, START + i * SECOND / 2, NO_SOCKET, UDP);
        }
        assertEquals(List.of(), packetsThatFire("drop:3/s"));
        for (int i = 3; i < 9; i++) {
            TestRows.drop(batch, i, START + SECOND + i, NO_SOCKET, UDP);
        }
        assertEquals(List.of(3L, 6L), packetsThatFire("drop:3/s"));
        assertEquals("3 in one second, the last: NO_SOCKET at __udp4_lib_rcv", fired.get(0).what());
    }

    @Test
    void countsAResetOncePerPacket() {
        TestRows.reset(batch, 1, START);
        TestRows.reset(batch, 1, START + 1);
        TestRows.reset(batch, 2, START + 2);
        TestRows.entry(batch, 3, START + 3, 0);
        assertEquals(List.of(1L, 2L), packetsThatFire("reset"));
    }

    @Test
    void countsRetransmissionsByTheProbeThatIsThere() {
        TestRows.entry(batch, 1, START, RETRANSMIT_PROBE);
        TestRows.returned(batch, 1, START, RETRANSMIT_PROBE);
        TestRows.entry(batch, 2, START, 0);
        assertEquals(List.of(1L), packetsThatFire("retransmit"));
    }

    @Test
    void refusesATriggerThatNoProbeSees() {
        List<Trigger> triggers = List.of(TriggerText.parse("retransmit", time -> null));
        assertThrows(
                UserException.class,
                () -> new Triggers(triggers, NAMES, function -> -1, fired::add));
    }

    /** Packet 3 was made from packet 1, when that was nearly too slow. */
    @Test
    void firesOnceForASlowPacketAndWhatWasMadeFromIt() {
        TestRows.entry(batch, 1, START, 0);
        TestRows.entry(batch, 2, START + SECOND / 2, 0);
        TestRows.made(batch, 3, START + SECOND, 0, 1);
        TestRows.entry(batch, 2, START + 3 * SECOND / 2, 0);
        TestRows.entry(batch, 3, START + SECOND + 1, 0);
        TestRows.entry(batch, 3, START + SECOND + 2, 0);
        assertEquals(List.of(3L), packetsThatFire("slower=1s"));
        assertEquals("1000.0 ms since its first event", fired.get(0).what());
    }

    @Test
    void firesEachTimeAFileAppears(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("now");
        Triggers triggers = triggers("file=" + file);
        triggers.look(START);
        assertEquals(List.of(), fired);
        for (int i = 1; i <= 2; i++) {
            Files.createFile(file);
            triggers.look(START + i);
            triggers.look(START + i);
            assertEquals(i, fired.size());
            Files.delete(file);
            triggers.look(START);
        }
        assertEquals(new Fired("file=" + file, START + 1, Fired.NO_PACKET, ""), fired.get(0));
    }
}
