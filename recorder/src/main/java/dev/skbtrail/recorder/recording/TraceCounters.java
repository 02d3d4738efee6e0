package dev.skbtrail.recorder.recording;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was counted for one trace, or for several.
 *
 * @param packets packet numbers given out
 * @param forgotten of these, packets that have no rows because they were not to be kept
 * @param losses events lost; origins without losses are omitted
 */
record TraceCounters(
        long events, long packets, long forgotten, SortedMap<LossOrigin, Long> losses) {
    static final TraceCounters NONE = new TraceCounters(0, 0, 0, new TreeMap<>());

    TraceCounters plus(TraceCounters other) {
        return with(other, 1);
    }

    TraceCounters minus(TraceCounters other) {
        return with(other, -1);
    }

    private TraceCounters with(TraceCounters other, int times) {
        SortedMap<LossOrigin, Long> sum = new TreeMap<>(losses);
        for (Map.Entry<LossOrigin, Long> loss : other.losses.entrySet()) {
            sum.merge(loss.getKey(), times * loss.getValue(), Long::sum);
        }
        sum.values().removeIf(lost -> lost == 0);
        return new TraceCounters(
                events + times * other.events,
                packets + times * other.packets,
                forgotten + times * other.forgotten,
                sum);
    }
}
