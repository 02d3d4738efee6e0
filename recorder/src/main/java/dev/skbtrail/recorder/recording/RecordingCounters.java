package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.event.LossCause;
import dev.skbtrail.recorder.hold.HoldBack;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a recording has so far.
 *
 * @param hold null: no rows are held back
 */
record RecordingCounters(Pipeline pipeline, LossLedger losses, HoldBack hold) {
    /** Events that are, or may yet be, rows of the trace. */
    long events() {
        return hold == null ? pipeline.events() : pipeline.events() - hold.withheld();
    }

    /** Packets that are, or may yet be, in the trace. */
    long packets() {
        return hold == null ? losses.packets() : losses.packets() - hold.forgotten();
    }

    /** Packets that are certain to be in the trace. */
    long kept() {
        return hold == null ? losses.packets() : hold.kept();
    }

    /** Packets that were recorded but are not in the trace. */
    long forgotten() {
        return hold == null ? 0 : hold.forgotten();
    }

    /** Events lost for lack of space while they were held back. */
    long notHeldBack() {
        return hold == null ? 0 : hold.lost();
    }

    /** Losses by cause; causes without losses are omitted. */
    Map<LossCause, Long> lostByCause() {
        Map<LossCause, Long> lost = new EnumMap<>(LossCause.class);
        for (LossCause cause : LossCause.inKernel()) {
            for (int cpu = 0; cpu < losses.cpus(); cpu++) {
                lost.merge(cause, losses.lost(cpu, cause), Long::sum);
            }
        }
        lost.put(LossCause.MISSED_PROBE, losses.missed());
        lost.put(LossCause.NOT_HELD_BACK, notHeldBack());
        lost.values().removeIf(count -> count == 0);
        return lost;
    }

    /** Events lost, for any cause. */
    long lost() {
        return losses.total() + notHeldBack();
    }
}
