package dev.skbtrail.recorder.hold;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.EventDecoder;
import dev.skbtrail.recorder.event.EventRow;
import dev.skbtrail.recorder.event.LossCause;
import dev.skbtrail.recorder.event.TestRows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HoldBackTest {
    private static final RetentionRule DROPS = new RetentionRule(true, Duration.ZERO);
    private static final RetentionRule SLOW = new RetentionRule(false, Duration.ofNanos(100));
    private static final long SECOND = 1_000_000_000L;

    /** Probes by number; the last two end a life. */
    private static final int ENTRY = 0;

    private static final int DROP = 1;
    private static final int FREE = 2;
    private static final boolean[] ENDS = {false, true, true};

    private final ColumnBatch batch = EventDecoder.newBatch(20_000);

    /** Packet and time of each row that was written; for a loss row, the number of lost events. */
    private final List<String> written = new ArrayList<>();

    private HoldBack hold;

    @Test
    void keepsTheWholePathOfWhatIsDroppedAndForgetsTheRest() {
        hold = new HoldBack(DROPS, ENDS, this::write);
        TestRows.entry(batch, 1, 10, ENTRY);
        TestRows.entry(batch, 2, 11, ENTRY);
        TestRows.drop(batch, 1, 12, DROP);
        TestRows.entry(batch, 2, 13, FREE);
        TestRows.returned(batch, 1, 14, ENTRY);
        finish();
        assertEquals(List.of("1@10", "1@12", "1@14"), written);
        assertCounters(1, 1, 2, 0);
    }

    @Test
    void keepsWhatTakesLongerThanTheLimit() {
        hold = new HoldBack(SLOW, ENDS, this::write);
        TestRows.entry(batch, 1, 10, ENTRY);
        TestRows.entry(batch, 2, 10, ENTRY);
        TestRows.entry(batch, 2, 110, FREE);
        TestRows.entry(batch, 1, 111, FREE);
        finish();
        assertEquals(List.of("1@10", "1@111"), written);
    }

    @Test
    void wantsBothWhenBothAreGiven() {
        hold = new HoldBack(new RetentionRule(true, Duration.ofNanos(100)), ENDS, this::write);
        TestRows.entry(batch, 1, 0, ENTRY);
        TestRows.entry(batch, 2, 0, ENTRY);
        TestRows.entry(batch, 3, 0, ENTRY);
        TestRows.drop(batch, 1, 50, DROP);
        TestRows.entry(batch, 2, 200, FREE);
        TestRows.drop(batch, 3, 200, DROP);
        finish();
        assertEquals(List.of("3@0", "3@200"), written);
    }

    /** The ring of one CPU may be drained before that of another. */
    @Test
    void keepsAPacketWhoseEndIsSeenBeforeItsBeginning() {
        hold = new HoldBack(DROPS, ENDS, this::write);
        TestRows.drop(batch, 1, 12, DROP);
        TestRows.entry(batch, 1, 10, ENTRY);
        finish();
        assertEquals(List.of("1@12", "1@10"), written);
    }

    @Test
    void keepsAWholeFamilyForOneOfIt() {
        hold = new HoldBack(DROPS, ENDS, this::write);
        TestRows.entry(batch, 1, 10, ENTRY);
        TestRows.made(batch, 2, 11, ENTRY, 1);
        TestRows.made(batch, 3, 12, ENTRY, 2);
        TestRows.entry(batch, 1, 13, FREE);
        TestRows.entry(batch, 4, 14, ENTRY);
        TestRows.drop(batch, 3, 15, DROP);
        TestRows.entry(batch, 2, 16, FREE);
        finish();
        assertEquals(
                List.of("1@10", "1@13", "2@11", "2@16", "3@12", "3@15"),
                written.stream().sorted().toList());
        assertCounters(3, 1, 1, 0);
    }

    /** Packets that are already kept are not examined again for each packet that joins. */
    @Test
    void countsEachPacketOnceThatJoinsAFamilyWhichIsKept() {
        hold = new HoldBack(DROPS, ENDS, this::write);
        TestRows.drop(batch, 1, 1, DROP);
        for (int parent = 100; parent < 5_100; parent++) {
            TestRows.entry(batch, parent, 2, ENTRY);
            TestRows.made(batch, 1, 3, ENTRY, parent);
        }
        finish();
        assertEquals(10_001, written.size());
        assertCounters(5_001, 0, 0, 0);
    }

    @Test
    void countsTheTimeOfAPacketFromWhatItWasMadeFrom() {
        hold = new HoldBack(SLOW, ENDS, this::write);
        TestRows.entry(batch, 1, 0, ENTRY);
        TestRows.made(batch, 2, 60, ENTRY, 1);
        TestRows.entry(batch, 1, 60, FREE);
        TestRows.entry(batch, 2, 120, FREE);
        finish();
        assertEquals(4, written.size());
    }

    /** A socket's queue merges packets that have nothing else in common. */
    @Test
    void keepsAPacketForTheDataThatWentIntoIt() {
        hold = new HoldBack(DROPS, ENDS, this::write);
        TestRows.entry(batch, 1, 1, ENTRY);
        TestRows.entry(batch, 2, 2, ENTRY);
        TestRows.made(batch, 1, 3, ENTRY, 2);
        TestRows.entry(batch, 2, 4, FREE);
        TestRows.drop(batch, 1, 5, DROP);
        finish();
        assertEquals(5, written.size());
    }

    @Test
    void forgetsAPacketSoonAfterItsEnd() {
        hold = new HoldBack(DROPS, ENDS, this::write, 8192);
        for (int packet = 1; packet <= 8192; packet++) {
            TestRows.entry(batch, packet, packet * SECOND, ENTRY);
            TestRows.entry(batch, packet, packet * SECOND + 1, FREE);
        }
        finish();
        assertCounters(0, 8192, 16_384, 0);
    }

    /** By then the kernel has given up waiting, and no probe saw the packet's end. */
    @Test
    void losesPatienceWithAPacketWithoutAnEnd() {
        hold = new HoldBack(DROPS, ENDS, this::write);
        TestRows.entry(batch, 1, 0, ENTRY);
        for (int i = 0; i < 4096; i++) {
            TestRows.entry(batch, 2, 40 * SECOND, ENTRY);
        }
        TestRows.drop(batch, 1, 41 * SECOND, DROP);
        finish();
        assertEquals(List.of("1@" + 41 * SECOND), written);
        assertEquals(2, hold.forgotten());
    }

    @Test
    void losesTheOldestWhenThereIsNoRoomAndSaysSo() {
        hold = new HoldBack(DROPS, ENDS, this::write, 4);
        for (int packet = 1; packet <= 3; packet++) {
            TestRows.entry(batch, packet, packet, ENTRY);
            TestRows.entry(batch, packet, packet + 10, ENTRY);
        }
        TestRows.drop(batch, 3, 20, DROP);
        finish();
        assertEquals(List.of("3@3", "3@13", "3@20", "lost 2"), written);
        assertCounters(1, 1, 4, 2);
    }

    @Test
    void losesTheRestOfAPacketThatIsTooLarge() {
        hold = new HoldBack(DROPS, ENDS, this::write, 2);
        for (int time = 1; time <= 5; time++) {
            TestRows.entry(batch, 1, time, ENTRY);
        }
        TestRows.drop(batch, 1, 6, DROP);
        finish();
        assertEquals(List.of("1@1", "1@2", "1@6", "lost 3"), written);
    }

    @Test
    void passesLossesOn() {
        hold = new HoldBack(DROPS, ENDS, this::write);
        EventDecoder.appendLoss(batch, 5, 0, LossCause.RING_FULL, 7);
        finish();
        assertEquals(List.of("lost 7"), written);
    }

    private void finish() {
        hold.accept(batch);
        hold.finish();
    }

    private void write(ColumnBatch out) {
        for (int row = 0; row < out.size(); row++) {
            written.add(
                    EventRow.hasPacket(out, row)
                            ? EventRow.packet(out, row) + "@" + EventRow.time(out, row)
                            : "lost " + EventRow.lost(out, row));
        }
    }

    private void assertCounters(long kept, long forgotten, long withheld, long lost) {
        assertEquals(
                List.of(kept, forgotten, withheld, lost),
                List.of(hold.kept(), hold.forgotten(), hold.withheld(), hold.lost()),
                "kept, forgotten, withheld, lost");
    }
}
