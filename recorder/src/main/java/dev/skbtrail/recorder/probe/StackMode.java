package dev.skbtrail.recorder.probe;

/** Which events carry the kernel stack: {@code enum stack_mode} of bpf/events.h, in its order. */
public enum StackMode {
    NONE(1),
    DROPS(1 << 14),
    ALL(1 << 16);

    private final int entries;

    StackMode(int entries) {
        this.entries = entries;
    }

    /**
     * Room for different stacks. Two that fall into one place of the table cannot both be kept, so
     * it is far larger than the number of stacks that are met.
     */
    int entries() {
        return entries;
    }
}
