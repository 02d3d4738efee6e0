package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.event.LossCause;
import dev.skbtrail.recorder.load.KernelCounters;

/**
 * The losses so far, by CPU and cause, as counted by the BPF programs. Belongs to the drain thread.
 */
final class LossLedger {
    /** Is told about new losses. */
    interface Listener {
        /**
         * @param now wall clock, ns since 1970 UTC
         */
        void onLoss(int cpu, LossCause cause, long lost, long now);
    }

    private static final LossCause[] CAUSES = LossCause.values();

    /** Used in the trace where the kernel does not report the CPU. */
    static final int NO_CPU = -1;

    private final KernelCounters kernel;
    private final TraceClock clock;
    private final long[][] lost;
    private volatile long missed;
    private long missedTold;
    private volatile long total;
    private volatile long packets;

    LossLedger(KernelCounters kernel, TraceClock clock) {
        this.kernel = kernel;
        this.clock = clock;
        lost = new long[kernel.cpus()][LossCause.IN_KERNEL];
    }

    /**
     * Adds probes that the kernel skipped; it does not report the CPU. Reported at the next update.
     */
    void addMissed(long probes) {
        missed = probes;
    }

    /** Reads the kernel's counters, and reports what was added since the last time. */
    void update(Listener listener) {
        kernel.refreshCounters();
        long now = clock.now();
        long given = 0;
        for (int cpu = 0; cpu < lost.length; cpu++) {
            given += kernel.packets(cpu);
            for (int cause = 0; cause < LossCause.IN_KERNEL; cause++) {
                long more = kernel.lost(cpu, cause) - lost[cpu][cause];
                if (more > 0) {
                    lost[cpu][cause] += more;
                    total += more;
                    listener.onLoss(cpu, CAUSES[cause], more, now);
                }
            }
        }
        packets = given;
        long newlyMissed = missed - missedTold;
        if (newlyMissed > 0) {
            missedTold = missed;
            total += newlyMissed;
            listener.onLoss(NO_CPU, LossCause.MISSED_PROBE, newlyMissed, now);
        }
    }

    TraceClock clock() {
        return clock;
    }

    /** All events lost so far. */
    long total() {
        return total;
    }

    /** Packet numbers assigned so far. */
    long packets() {
        return packets;
    }

    long lost(int cpu, LossCause cause) {
        return lost[cpu][cause.ordinal()];
    }

    /** Probes that the kernel skipped. */
    long missed() {
        return missed;
    }

    int cpus() {
        return lost.length;
    }
}
