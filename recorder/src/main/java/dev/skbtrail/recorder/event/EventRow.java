package dev.skbtrail.recorder.event;

/** Access to single members of one row of a batch, for code that decides by them. */
public final class EventRow {
    private static final int KIND_RETURN = 2;

    /** TCP flag RST. */
    private static final int RESET = 4;

    private static final LossCause[] LOSS_CAUSES = LossCause.values();

    private EventRow() {}

    /** False on rows that report a loss. */
    public static boolean hasPacket(ColumnBatch batch, int row) {
        return (batch.present[row] & Present.PACKET) != 0;
    }

    /** Whether the row has the packet's IP or ARP addresses. */
    public static boolean hasAddresses(ColumnBatch batch, int row) {
        return (batch.present[row] & Present.ADDRESSES) != 0;
    }

    /** Packet number. */
    public static long packet(ColumnBatch batch, int row) {
        return batch.longs[BatchLayout.PACKET][row];
    }

    /** Wall clock, ns since 1970 UTC. */
    public static long time(ColumnBatch batch, int row) {
        return batch.longs[BatchLayout.TS][row];
    }

    /** Whether the row names the packet whose data this packet has. */
    public static boolean hasParent(ColumnBatch batch, int row) {
        return (batch.present[row] & Present.LINEAGE) != 0;
    }

    /** Number of the packet whose data this packet has, if {@link #hasParent}. */
    public static long parent(ColumnBatch batch, int row) {
        return batch.longs[BatchLayout.PARENT][row];
    }

    /** Why events were lost, unless {@link #hasPacket}. */
    public static LossCause lossCause(ColumnBatch batch, int row) {
        return LOSS_CAUSES[batch.ints[BatchLayout.LOST_CAUSE][row]];
    }

    /** How many were lost, likewise. */
    public static long lost(ColumnBatch batch, int row) {
        return batch.longs[BatchLayout.LOST][row];
    }

    /** Number of the CPU; -1 where the kernel does not report it. */
    public static int cpu(ColumnBatch batch, int row) {
        return batch.ints[BatchLayout.CPU][row];
    }

    /** Whether the packet was dropped here. */
    public static boolean isDrop(ColumnBatch batch, int row) {
        return (batch.present[row] & Present.DROP) != 0;
    }

    /** Whether the row is a function's return, which may come after the packet's end. */
    public static boolean isReturn(ColumnBatch batch, int row) {
        return batch.ints[BatchLayout.KIND][row] == KIND_RETURN;
    }

    /** The recorder's number of the probe. */
    public static int probe(ColumnBatch batch, int row) {
        return batch.ints[BatchLayout.PROBE][row];
    }

    /** Whether the row is the first event of its packet. */
    public static boolean isFirst(ColumnBatch batch, int row) {
        return (batch.present[row] & Present.SEQ) != 0 && batch.ints[BatchLayout.SEQ][row] == 0;
    }

    /** Whether the packet is a TCP segment with the flag RST. */
    public static boolean isReset(ColumnBatch batch, int row) {
        return (batch.present[row] & Present.TCP) != 0
                && (batch.ints[BatchLayout.TCP_FLAGS][row] & RESET) != 0;
    }

    /** Number of the drop reason in this kernel, if {@link #isDrop}; 0 when there is none. */
    public static int dropReason(ColumnBatch batch, int row) {
        return (batch.present[row] & Present.REASON) != 0
                ? batch.ints[BatchLayout.DROP_REASON][row]
                : 0;
    }

    /** Kernel address at which the packet was freed, if {@link #isDrop}. */
    public static long dropAddress(ColumnBatch batch, int row) {
        return batch.longs[BatchLayout.DROP_ADDRESS][row];
    }
}
