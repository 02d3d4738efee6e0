package dev.skbtrail.recorder.filter;

import dev.skbtrail.recorder.pcap.PcapFilter;

/**
 * All conditions that the BPF programs check on a packet.
 *
 * @param criteria {@code struct filter} of bpf/filter.h; null: none
 * @param pcap a filter expression; {@link PcapFilter#NONE}: none
 * @param selection which of the packets that pass the filter
 */
public record KernelFilter(byte[] criteria, PcapFilter pcap, Selection selection) {
    /** Accepts every packet. */
    public static final KernelFilter NONE = new KernelFilter(null, PcapFilter.NONE, Selection.ALL);
}
