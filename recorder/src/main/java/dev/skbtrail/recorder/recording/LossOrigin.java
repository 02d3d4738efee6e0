package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.event.LossCause;
import java.util.Comparator;

/**
 * Where and why events were lost.
 *
 * @param cpu {@link LossLedger#NO_CPU} where it is not known; comes last
 */
record LossOrigin(int cpu, LossCause cause) implements Comparable<LossOrigin> {
    private static final Comparator<LossOrigin> ORDER =
            Comparator.comparing(LossOrigin::cpu, Integer::compareUnsigned)
                    .thenComparing(LossOrigin::cause);

    @Override
    public int compareTo(LossOrigin other) {
        return ORDER.compare(this, other);
    }
}
