package dev.skbtrail.recorder.libbpf;

import com.sun.jna.Memory;

/**
 * Reads the single value of a per-CPU array without allocating: the drain loop does so several
 * times a second.
 */
public final class PerCpuCounters implements AutoCloseable {
    private final BpfMap map;
    private final int words;
    private final Memory memory;

    /**
     * @param map BPF_MAP_TYPE_PERCPU_ARRAY
     * @param words 64-bit words in one CPU's value
     */
    public PerCpuCounters(BpfMap map, int words, int cpus) {
        this.map = map;
        this.words = words;
        memory = Natives.zeroed(words * Long.BYTES * cpus);
    }

    /** Reads the current values of all CPUs. */
    public void refresh() {
        map.read(0, memory);
    }

    /** One word of one CPU as of the last {@link #refresh}. */
    public long get(int cpu, int word) {
        return memory.getLong(((long) cpu * words + word) * Long.BYTES);
    }

    @Override
    public void close() {
        memory.close();
    }
}
