package dev.skbtrail.recorder.event;

import java.nio.ByteBuffer;

/** Decodes what follows struct event in a struct record into the event's row. */
final class DetailDecoder {
    private static final int UNION = EventDecoder.DETAIL_PRESENT + Long.BYTES;
    private static final int TUNNEL_AT = KernelLayout.offset("record.tunnel");

    private static final StructCopy NETFILTER = StructCopy.of("netfilter");
    private static final StructCopy ROUTE = StructCopy.of("route");
    private static final StructCopy QDISC = StructCopy.of("qdisc");
    private static final StructCopy SOCKET = StructCopy.of("sock_detail");
    private static final StructCopy ERROR = StructCopy.of("icmp_error");
    private static final StructCopy TUNNEL = StructCopy.of("tunnel");

    private static final long HAS_NETFILTER = EventTable.bitsOf("netfilter");

    /** Bits of the table and chain names: most netfilter events have neither. */
    private static final long NAMED =
            KernelLayout.bit("DETAIL_NF_TABLE") | KernelLayout.bit("DETAIL_NF_CHAIN");

    private static final long HAS_ROUTE = EventTable.bitsOf("route");
    private static final long HAS_QDISC = EventTable.bitsOf("qdisc");
    private static final long HAS_SOCKET = EventTable.bitsOf("sock_detail");
    private static final long HAS_ERROR = EventTable.bitsOf("icmp_error");

    private DetailDecoder() {}

    /** Only the struct named by detail.present is read: the others share its memory. */
    static void decode(ByteBuffer event, int at, ColumnBatch batch, int row, NameTable names) {
        long present = event.getLong(at + EventDecoder.DETAIL_PRESENT);
        batch.detail[row] = present;
        int from = at + UNION;
        if ((present & HAS_NETFILTER) != 0) {
            decodeNetfilter(event, from, batch, row, names);
        }
        if ((present & HAS_ROUTE) != 0) {
            decodeRoute(event, from, batch, row);
        }
        if ((present & HAS_QDISC) != 0) {
            QDISC.wides().copyWides(event, from, batch, row);
            QDISC.words().copyWords(event, from, batch.ints, row);
        }
        if ((present & HAS_SOCKET) != 0) {
            SOCKET.words().copyWords(event, from, batch.ints, row);
        }
        if ((present & HAS_ERROR) != 0) {
            ERROR.bytes().copyBytes(event, from, batch.ints, row);
        }
    }

    private static void decodeNetfilter(
            ByteBuffer event, int from, ColumnBatch batch, int row, NameTable names) {
        int[][] ints = batch.ints;
        NETFILTER.longs().copyLongs(event, from, batch.longs, row);
        NETFILTER.wides().copyWides(event, from, batch, row);
        if ((batch.detail[row] & NAMED) != 0) {
            NETFILTER.names().copyNames(event, from, ints, row, names);
        }
        NETFILTER.words().copyWords(event, from, ints, row);
        NETFILTER.bytes().copyBytes(event, from, ints, row);
        ints[BatchLayout.NF_HOOK][row] =
                DetailText.packHook(
                        ints[BatchLayout.NF_FAMILY][row], ints[BatchLayout.NF_HOOK][row]);
    }

    /**
     * A lookup that found an error route returns 0, like a successful one: the route type tells.
     */
    private static void decodeRoute(ByteBuffer event, int from, ColumnBatch batch, int row) {
        ROUTE.wides().copyWides(event, from, batch, row);
        ROUTE.words().copyWords(event, from, batch.ints, row);
        int type = batch.ints[BatchLayout.ROUTE_TYPE][row];
        if (DetailText.refuses(type)) {
            long[] verdicts = batch.longs[BatchLayout.VERDICT];
            verdicts[row] = Verdicts.pack(Verdicts.reading(verdicts[row]), type);
        }
    }

    static void decodeTunnel(ByteBuffer event, int at, ColumnBatch batch, int row) {
        int from = at + TUNNEL_AT;
        TUNNEL.wides().copyWides(event, from, batch, row);
        TUNNEL.words().copyWords(event, from, batch.ints, row);
        TUNNEL.halves().copyHalves(event, from, batch.ints, row);
        TUNNEL.bytes().copyBytes(event, from, batch.ints, row);
    }
}
