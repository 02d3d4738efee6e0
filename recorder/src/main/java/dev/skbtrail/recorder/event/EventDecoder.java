package dev.skbtrail.recorder.event;

import java.nio.ByteBuffer;

/**
 * Copies one event from the ring into the next row of a batch. No allocation, no native call: this
 * runs for every event.
 */
public final class EventDecoder {
    /** Bytes of the longest struct record. */
    public static final int RECORD =
            KernelLayout.offset("record.tunnel") + KernelLayout.member("record.tunnel").size();

    // Offsets in the record, for code that builds one.
    public static final int PRESENT = KernelLayout.offset("event.present");
    public static final int PACKET = KernelLayout.offset("event.packet");
    public static final int PROBE = KernelLayout.offset("event.probe");
    public static final int DETAIL_PRESENT =
            KernelLayout.offset("record.detail") + KernelLayout.offset("detail.present");

    private static final int FIELD = KernelLayout.offset("event.field");
    private static final StructCopy EVENT = StructCopy.of("event");

    private final long clockOffset;
    private final int[] verdictOfProbe;
    private final NameTable names;

    /**
     * @param clockOffset wall clock minus monotonic clock, ns
     * @param verdictOfProbe for each probe number, the upper half of column verdict
     * @param names names of netfilter tables and chains
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
        long present = event.getLong(at + PRESENT);
        batch.present[row] = present;
        batch.detail[row] = 0;
        EVENT.longs().copyLongs(event, at, batch.longs, row);
        EVENT.macs().copyMacs(event, at, batch.longs, row);
        EVENT.wides().copyWides(event, at, batch, row);
        EVENT.words().copyWords(event, at, batch.ints, row);
        EVENT.halves().copyHalves(event, at, batch.ints, row);
        EVENT.bytes().copyBytes(event, at, batch.ints, row);
        batch.longs[BatchLayout.TS][row] += clockOffset;
        if ((present & Present.VERDICT) != 0) {
            int verdict = verdictOfProbe[batch.ints[BatchLayout.PROBE][row]];
            batch.longs[BatchLayout.VERDICT][row] =
                    Verdicts.pack(verdict, batch.longs[BatchLayout.RETVAL][row]);
        }
        if ((present & Present.FIELDS) != 0) {
            for (int i = 0; i < BatchLayout.FIELDS; i++) {
                batch.longs[BatchLayout.FIELD + i][row] =
                        event.getLong(at + FIELD + Long.BYTES * i);
            }
        }
        if ((present & Present.DETAIL) != 0) {
            DetailDecoder.decode(event, at, batch, row, names);
        }
        if ((present & Present.TUNNEL) != 0) {
            DetailDecoder.decodeTunnel(event, at, batch, row);
        }
    }

    /** Adds a row that reports missing events. */
    public static void appendLoss(ColumnBatch batch, long ts, int cpu, LossCause cause, long lost) {
        int row = batch.nextRow();
        batch.present[row] = Present.LOSS;
        batch.detail[row] = 0;
        batch.longs[BatchLayout.TS][row] = ts;
        batch.longs[BatchLayout.LOST][row] = lost;
        batch.ints[BatchLayout.CPU][row] = cpu;
        batch.ints[BatchLayout.KIND][row] = EventText.KIND_LOSS;
        batch.ints[BatchLayout.LOST_CAUSE][row] = cause.ordinal();
    }
}
