package dev.skbtrail.recorder.filter;

/**
 * Everything that the kernel programs ask of a packet.
 *
 * @param criteria {@code struct filter} of bpf/filter.h; null: none
 * @param selection which of the packets that pass
 */
public record KernelFilter(byte[] criteria, Selection selection) {
    /** Every packet. */
    public static final KernelFilter NONE = new KernelFilter(null, Selection.ALL);
}
