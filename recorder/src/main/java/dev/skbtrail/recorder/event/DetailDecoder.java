package dev.skbtrail.recorder.event;

import java.nio.ByteBuffer;

/** What follows struct event in a struct record, into the row that the event already has. */
final class DetailDecoder {
    private static final int SOCKET_WORDS = 5;
    private static final int QDISC_WORDS = 3;

    private DetailDecoder() {}

    /** Only members that the row's present word names are read: the others share their memory. */
    static void decode(ByteBuffer event, int at, ColumnBatch batch, int row, NameTable names) {
        long present = batch.present[row];
        if ((present & Present.NETFILTER) != 0) {
            decodeNetfilter(event, at, batch, row, names);
        }
        if ((present & (Present.ROUTE | Present.ROUTE_DEV | Present.GATEWAY)) != 0) {
            decodeRoute(event, at, batch, row);
        }
        if ((present & Present.QDISC) != 0) {
            EventDecoder.decodeWide(event, at + EventLayout.QDISC, batch, BatchLayout.QDISC, row);
            words(
                    event,
                    at + EventLayout.QDISC_WORDS,
                    QDISC_WORDS,
                    batch,
                    BatchLayout.QDISC_HANDLE,
                    row);
        }
        if ((present & (Present.RCVBUF | Present.BACKLOG | Present.RESET)) != 0) {
            words(
                    event,
                    at + EventLayout.SOCKET_WORDS,
                    SOCKET_WORDS,
                    batch,
                    BatchLayout.RMEM_ALLOC,
                    row);
        }
        if ((present & Present.ERROR) != 0) {
            batch.ints[BatchLayout.ERROR_TYPE][row] = oneByte(event, at + EventLayout.ERROR_TYPE);
            batch.ints[BatchLayout.ERROR_CODE][row] = oneByte(event, at + EventLayout.ERROR_CODE);
        }
    }

    private static void decodeNetfilter(
            ByteBuffer event, int at, ColumnBatch batch, int row, NameTable names) {
        int[][] ints = batch.ints;
        long present = batch.present[row];
        batch.longs[BatchLayout.NF_RULE][row] = event.getLong(at + EventLayout.NF_RULE);
        words(event, at + EventLayout.NF_PRIORITY, 2, batch, BatchLayout.NF_PRIORITY, row);
        int family = oneByte(event, at + EventLayout.NF_FAMILY);
        ints[BatchLayout.NF_FAMILY][row] = family;
        ints[BatchLayout.NF_HOOK][row] =
                DetailText.packHook(family, oneByte(event, at + EventLayout.NF_HOOK));
        ints[BatchLayout.NAT][row] = oneByte(event, at + EventLayout.NAT);
        EventDecoder.decodeWide(
                event, at + EventLayout.NF_IN_IFNAME, batch, BatchLayout.IN_IFNAME, row);
        EventDecoder.decodeWide(
                event, at + EventLayout.NF_OUT_IFNAME, batch, BatchLayout.OUT_IFNAME, row);
        if ((present & Present.NF_TABLE) != 0) {
            ints[BatchLayout.NF_TABLE][row] = names.code(event, at + EventLayout.NF_TABLE);
        }
        if ((present & Present.NF_CHAIN) != 0) {
            ints[BatchLayout.NF_CHAIN][row] = names.code(event, at + EventLayout.NF_CHAIN);
        }
    }

    /** A lookup that found an error route returns 0 as one that found a way: its type tells. */
    private static void decodeRoute(ByteBuffer event, int at, ColumnBatch batch, int row) {
        int type = event.getInt(at + EventLayout.ROUTE_TYPE);
        if (DetailText.refuses(type)) {
            batch.longs[BatchLayout.VERDICT][row] =
                    Verdicts.pack(Verdicts.reading(batch.longs[BatchLayout.VERDICT][row]), type);
        }
        batch.ints[BatchLayout.ROUTE_TYPE][row] = type;
        EventDecoder.decodeWide(
                event, at + EventLayout.ROUTE_GATEWAY, batch, BatchLayout.ROUTE_GATEWAY, row);
        EventDecoder.decodeWide(
                event, at + EventLayout.ROUTE_IFNAME, batch, BatchLayout.ROUTE_IFNAME, row);
    }

    static void decodeTunnel(ByteBuffer event, int at, ColumnBatch batch, int row) {
        int[][] ints = batch.ints;
        EventDecoder.decodeWide(
                event, at + EventLayout.INNER_SADDR, batch, BatchLayout.INNER_SADDR, row);
        EventDecoder.decodeWide(
                event, at + EventLayout.INNER_DADDR, batch, BatchLayout.INNER_DADDR, row);
        ints[BatchLayout.TUNNEL_ID][row] = event.getInt(at + EventLayout.TUNNEL_ID);
        ints[BatchLayout.INNER_SPORT][row] =
                Short.toUnsignedInt(event.getShort(at + EventLayout.INNER_SPORT));
        ints[BatchLayout.INNER_DPORT][row] =
                Short.toUnsignedInt(event.getShort(at + EventLayout.INNER_DPORT));
        ints[BatchLayout.INNER_PROTOCOL][row] = oneByte(event, at + EventLayout.INNER_PROTOCOL);
        ints[BatchLayout.TUNNEL_TYPE][row] = oneByte(event, at + EventLayout.TUNNEL_TYPE);
    }

    /** Members of 4 bytes that stand in a row, in the order of the batch. */
    private static void words(
            ByteBuffer event, int from, int count, ColumnBatch batch, int column, int row) {
        for (int i = 0; i < count; i++) {
            batch.ints[column + i][row] = event.getInt(from + Integer.BYTES * i);
        }
    }

    private static int oneByte(ByteBuffer event, int at) {
        return Byte.toUnsignedInt(event.get(at));
    }
}
