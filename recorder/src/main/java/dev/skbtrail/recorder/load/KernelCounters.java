package dev.skbtrail.recorder.load;

/** What the kernel programs count, by CPU. */
public interface KernelCounters {
    int cpus();

    /** Reads the counters below anew. */
    void refreshCounters();

    /** Packet numbers given out on a CPU. */
    long packets(int cpu);

    /** Events lost on a CPU by one of the causes that the kernel programs count. */
    long lost(int cpu, int cause);
}
