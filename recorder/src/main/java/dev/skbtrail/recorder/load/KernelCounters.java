package dev.skbtrail.recorder.load;

/** The counters of the BPF programs, by CPU. */
public interface KernelCounters {
    int cpus();

    /** Updates the counters below. */
    void refreshCounters();

    /** Packet numbers assigned on a CPU. */
    long packets(int cpu);

    /** Events lost on a CPU for one of the causes that the BPF programs count. */
    long lost(int cpu, int cause);
}
