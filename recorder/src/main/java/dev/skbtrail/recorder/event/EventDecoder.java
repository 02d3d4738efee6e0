package dev.skbtrail.recorder.event;

import java.nio.ByteBuffer;

/**
 * Copies one event from the ring into the next row of a batch. No allocation, no native call: this
 * runs for every event.
 */
public final class EventDecoder {
    private static final int WORDS = BatchLayout.CPU - BatchLayout.SEQ;
    private static final int HALVES = BatchLayout.KIND - BatchLayout.CPU;
    private static final int BYTES = BatchLayout.NF_PRIORITY - BatchLayout.KIND;
    private static final int LONGS = BatchLayout.VERDICT - BatchLayout.SKB;
    private static final int FIELDS = BatchLayout.LONGS - BatchLayout.FIELD;
    private static final int WIDES = BatchLayout.IN_IFNAME - BatchLayout.SADDR;

    private final long clockOffset;
    private final int[] verdictOfProbe;
    private final NameTable names;

    /**
     * @param clockOffset wall clock minus monotonic clock, ns
     * @param verdictOfProbe for each probe number, the upper half of column verdict
     * @param names of netfilter tables and chains
     */
    public EventDecoder(long clockOffset, int[] verdictOfProbe, NameTable names) {
        this.clockOffset = clockOffset;
        this.verdictOfProbe = verdictOfProbe.clone();
        this.names = names;
    }

    /** A batch of the right shape for this decoder. */
    public static ColumnBatch newBatch(int capacity) {
        return new ColumnBatch(capacity, BatchLayout.INTS, BatchLayout.LONGS, BatchLayout.WIDES);
    }

    /**
     * @param at offset of a struct record
     */
    public void decode(ByteBuffer event, int at, ColumnBatch batch) {
        int row = batch.nextRow();
        long present = event.getLong(at + EventLayout.PRESENT);
        batch.present[row] = present;
        decodeLongs(event, at, batch.longs, row);
        decodeWides(event, at, batch, row);
        decodeInts(event, at, batch.ints, row);
        if ((present & Present.VERDICT) != 0) {
            int verdict = verdictOfProbe[event.getInt(at + EventLayout.PROBE)];
            batch.longs[BatchLayout.VERDICT][row] =
                    Verdicts.pack(verdict, event.getLong(at + EventLayout.RETVAL));
        }
        if ((present & Present.FIELDS) != 0) {
            for (int i = 0; i < FIELDS; i++) {
                batch.longs[BatchLayout.FIELD + i][row] =
                        event.getLong(at + EventLayout.FIELD + Long.BYTES * i);
            }
        }
        if ((present & Present.DETAIL) != 0) {
            DetailDecoder.decode(event, at, batch, row, names);
        }
        if ((present & Present.ANY_TUNNEL) != 0) {
            DetailDecoder.decodeTunnel(event, at, batch, row);
        }
    }

    private void decodeLongs(ByteBuffer event, int at, long[][] longs, int row) {
        longs[BatchLayout.TS][row] = event.getLong(at + EventLayout.TS) + clockOffset;
        longs[BatchLayout.PACKET][row] = event.getLong(at + EventLayout.PACKET);
        for (int i = 0; i < LONGS; i++) {
            longs[BatchLayout.SKB + i][row] =
                    event.getLong(at + EventLayout.LONGS + Long.BYTES * i);
        }
        // 6 bytes each, read with the 2 that follow; both stand before the end of the event.
        longs[BatchLayout.SRC_MAC][row] =
                Long.reverseBytes(event.getLong(at + EventLayout.SRC_MAC)) >>> 16;
        longs[BatchLayout.DST_MAC][row] =
                Long.reverseBytes(event.getLong(at + EventLayout.DST_MAC)) >>> 16;
    }

    private void decodeWides(ByteBuffer event, int at, ColumnBatch batch, int row) {
        for (int i = 0; i < WIDES; i++) {
            decodeWide(event, at + EventLayout.WIDES + 16 * i, batch, BatchLayout.SADDR + i, row);
        }
    }

    static void decodeWide(ByteBuffer event, int from, ColumnBatch batch, int column, int row) {
        batch.wideHigh[column][row] = Long.reverseBytes(event.getLong(from));
        batch.wideLow[column][row] = Long.reverseBytes(event.getLong(from + Long.BYTES));
    }

    private void decodeInts(ByteBuffer event, int at, int[][] ints, int row) {
        for (int i = 0; i < WORDS; i++) {
            ints[BatchLayout.SEQ + i][row] =
                    event.getInt(at + EventLayout.WORDS + Integer.BYTES * i);
        }
        for (int i = 0; i < HALVES; i++) {
            ints[BatchLayout.CPU + i][row] =
                    Short.toUnsignedInt(event.getShort(at + EventLayout.HALVES + Short.BYTES * i));
        }
        for (int i = 0; i < BYTES; i++) {
            ints[BatchLayout.KIND + i][row] =
                    Byte.toUnsignedInt(event.get(at + EventLayout.BYTES + i));
        }
    }

    /** Adds a row that says: these events are missing here. */
    public static void appendLoss(ColumnBatch batch, long ts, int cpu, LossCause cause, long lost) {
        int row = batch.nextRow();
        batch.present[row] = Present.LOSS;
        batch.longs[BatchLayout.TS][row] = ts;
        batch.longs[BatchLayout.LOST][row] = lost;
        batch.ints[BatchLayout.CPU][row] = cpu;
        batch.ints[BatchLayout.KIND][row] = EventText.KIND_LOSS;
        batch.ints[BatchLayout.LOST_CAUSE][row] = cause.ordinal();
    }
}
