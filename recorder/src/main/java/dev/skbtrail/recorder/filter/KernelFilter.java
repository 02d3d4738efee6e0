package dev.skbtrail.recorder.filter;

import dev.skbtrail.recorder.pcap.PcapFilter;

/**
 * Everything that the kernel programs ask of a packet.
 *
 * @param criteria {@code struct filter} of bpf/filter.h; null: none
 * @param pcap an expression; {@link PcapFilter#NONE}: none
 * @param selection which of the packets that pass
 */
public record KernelFilter(byte[] criteria, PcapFilter pcap, Selection selection) {
    /** Every packet. */
    public static final KernelFilter NONE = new KernelFilter(null, PcapFilter.NONE, Selection.ALL);
}
