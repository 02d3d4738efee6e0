package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.event.LossCause;
import dev.skbtrail.recorder.hold.HoldBack;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

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

    /** Stands still while one of the two threads does. */
    long pulse() {
        return pipeline.pulse();
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

    /** Everything so far, for the footer. */
    TraceCounters total() {
        SortedMap<LossOrigin, Long> lost = new TreeMap<>();
        for (int cpu = 0; cpu < losses.cpus(); cpu++) {
            for (LossCause cause : LossCause.inKernel()) {
                lost.put(new LossOrigin(cpu, cause), losses.lost(cpu, cause));
            }
        }
        lost.put(new LossOrigin(LossLedger.NO_CPU, LossCause.MISSED_PROBE), losses.missed());
        lost.put(new LossOrigin(LossLedger.NO_CPU, LossCause.NOT_HELD_BACK), notHeldBack());
        lost.values().removeIf(count -> count == 0);
        return new TraceCounters(events(), losses.packets(), forgotten(), lost);
    }

    /** Losses by cause; causes without losses are omitted. */
    Map<LossCause, Long> lostByCause() {
        Map<LossCause, Long> lost = new EnumMap<>(LossCause.class);
        total().losses().forEach((origin, count) -> lost.merge(origin.cause(), count, Long::sum));
        return lost;
    }

    /** Events lost, for any cause. */
    long lost() {
        return losses.total() + notHeldBack();
    }
}
