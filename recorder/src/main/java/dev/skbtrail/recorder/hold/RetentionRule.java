package dev.skbtrail.recorder.hold;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which packets are kept once their fate is known; if both conditions are given, both must hold.
 *
 * @param drops only packets that were dropped
 * @param slowerThan only packets with more than this time between two of their events; {@link
 *     Duration#ZERO}: any
 */
public record RetentionRule(boolean drops, Duration slowerThan) {
    /** Every packet: nothing is held back. */
    public static final RetentionRule ALL = new RetentionRule(false, Duration.ZERO);

    public boolean all() {
        return !drops && slowerThan.isZero();
    }

    boolean keeps(Family family) {
        return (!drops || family.dropped) && (slowerThan.isZero() || family.slow);
    }

    boolean isSlow(long nanos) {
        return !slowerThan.isZero() && nanos > slowerThan.toNanos();
    }

    /** The active rules, for the trace's metadata. */
    public Map<String, List<String>> toMap() {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        if (drops) {
            texts.put("only-drops", List.of("true"));
        }
        if (!slowerThan.isZero()) {
            texts.put("slower-than", List.of(slowerThan.toNanos() / 1000 + "us"));
        }
        return texts;
    }
}
