package dev.skbtrail.recorder.event;

/** The bits of event.present (bpf/event.h) that the recorder itself uses. */
final class Present {
    static final long PACKET = KernelLayout.bit("HAS_PACKET");
    static final long LINEAGE = KernelLayout.bit("HAS_LINEAGE");
    static final long VERDICT = KernelLayout.bit("HAS_VERDICT");
    static final long DROP = KernelLayout.bit("HAS_DROP");
    static final long REASON = KernelLayout.bit("HAS_REASON");
    static final long TCP = KernelLayout.bit("HAS_TCP");
    static final long SEQ = KernelLayout.bit("HAS_SEQ");

    static final long ADDRESSES = KernelLayout.bit("HAS_ADDRESS") | KernelLayout.bit("HAS_ARP");

    /** Set only by the recorder, on rows that report a loss. */
    static final long LOSS = KernelLayout.bit("HAS_LOSS");

    /** Struct detail follows the event. */
    static final long DETAIL = KernelLayout.bit("HAS_DETAIL");

    /** If one of these is set, struct tunnel follows struct detail. */
    static final long TUNNEL = EventTable.bitsOf("tunnel");

    /** The bit of the first user column; those of the others follow. */
    static final long FIELD_0 = KernelLayout.bit("HAS_FIELD_0");

    static final long FIELDS = FIELD_0 * ((1L << BatchLayout.FIELDS) - 1);

    private Present() {}
}
