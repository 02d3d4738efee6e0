package dev.skbtrail.recorder.event;

/**
 * Rows of a batch as the drain thread creates them, with the members that decisions depend on;
 * kinds as in bpf/events.h.
 */
public final class TestRows {
    private TestRows() {}

    /** An entry. */
    public static void entry(ColumnBatch batch, long packet, long time, int probe) {
        row(batch, packet, time, probe, 1, 0);
    }

    /** A return. */
    public static void returned(ColumnBatch batch, long packet, long time, int probe) {
        row(batch, packet, time, probe, 2, 0);
    }

    /** A drop. */
    public static void drop(ColumnBatch batch, long packet, long time, int probe) {
        row(batch, packet, time, probe, 3, Present.DROP);
    }

    /** A drop with a reason and an address. */
    public static void drop(ColumnBatch batch, long packet, long time, int reason, long address) {
        row(
                batch,
                packet,
                time,
                0,
                3,
                Present.DROP | Present.REASON | KernelLayout.bit("HAS_FUNCTION"));
        batch.ints[BatchLayout.DROP_REASON][batch.size() - 1] = reason;
        batch.longs[BatchLayout.DROP_ADDRESS][batch.size() - 1] = address;
    }

    /** A TCP segment with the flag RST. */
    public static void reset(ColumnBatch batch, long packet, long time) {
        row(batch, packet, time, 0, 1, Present.TCP);
        batch.ints[BatchLayout.TCP_FLAGS][batch.size() - 1] = 0x04;
    }

    /** The first event of a packet that was made from another one. */
    public static void made(ColumnBatch batch, long packet, long time, int probe, long parent) {
        row(batch, packet, time, probe, 6, Present.LINEAGE);
        batch.longs[BatchLayout.PARENT][batch.size() - 1] = parent;
    }

    private static void row(
            ColumnBatch batch, long packet, long time, int probe, int kind, long present) {
        int row = batch.nextRow();
        batch.present[row] = Present.PACKET | present;
        batch.longs[BatchLayout.PACKET][row] = packet;
        batch.longs[BatchLayout.TS][row] = time;
        batch.ints[BatchLayout.PROBE][row] = probe;
        batch.ints[BatchLayout.KIND][row] = kind;
    }
}
