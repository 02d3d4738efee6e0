package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.event.LossCause;
import dev.skbtrail.recorder.hold.HoldBack;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a recording has so far.
 *
 * @param hold null: nothing is held back
 */
record RecordingCounters(Pipeline pipeline, LossLedger losses, HoldBack hold) {
    /** Events that are, or may yet be, rows of the trace. */
    long events() {
        return hold == null ? pipeline.events() : pipeline.events() - hold.withheld();
    }

    /** Packets of which that is so. */
    long packets() {
        return hold == null ? losses.packets() : losses.packets() - hold.forgotten();
    }

    /** Packets that will be in the trace, whatever comes. */
    long kept() {
        return hold == null ? losses.packets() : hold.kept();
    }

    /** Packets that were recorded and are not in the trace. */
    long forgotten() {
        return hold == null ? 0 : hold.forgotten();
    }

    /** Events for which there was no room while they were held back. */
    long notHeldBack() {
        return hold == null ? 0 : hold.lost();
    }

    /** What was lost, by cause; causes of which nothing was lost are left out. */
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

    /** Events lost, of any cause. */
    long lost() {
        return losses.total() + notHeldBack();
    }
}
