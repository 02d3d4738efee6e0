package dev.skbtrail.analyzer.export.pcapng;

import dev.skbtrail.analyzer.export.Values;
import dev.skbtrail.analyzer.export.frame.Frame;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** An Enhanced Packet Block: one frame and everything known about it. */
final class PacketBlock {
    private static final int BLOCK = 6;
    private static final int FLAGS = 2;
    private static final int DROP_COUNT = 4;
    private static final int PACKET_ID = 5;
    private static final int QUEUE = 6;
    private static final int VERDICT = 7;

    private static final int INBOUND = 1;
    private static final int OUTBOUND = 2;

    /** The three bits of the reception type are above the two bits of the direction. */
    private static final int RECEPTION = 1 << 2;

    private static final List<String> PACKET_TYPES =
            List.of("host", "multicast", "broadcast", "otherhost");

    private static final byte EBPF_TC = 1;
    private static final byte EBPF_XDP = 2;
    private static final long TC_ACT_SHOT = 2;
    private static final long XDP_DROP = 1;

    private final List<String> comments;

    /**
     * @param comments names of the columns that are written as comments
     */
    PacketBlock(List<String> comments) {
        this.comments = comments;
    }

    void write(Block block, int number, Values values, Frame frame, OutputStream to)
            throws IOException {
        long time = Math.max(0, values.number("time"));
        block.begin(BLOCK)
                .u32(number)
                .u32(time >>> Integer.SIZE)
                .u32(time)
                .u32(frame.bytes().length)
                .u32(frame.length())
                .padded(frame.bytes());
        comments.forEach(column -> block.comment(values.text(column)));
        block.option32(FLAGS, flags(values));
        if (values.has("lost")) {
            block.option64(DROP_COUNT, values.number("lost"));
        }
        block.option64(PACKET_ID, values.number("packet"));
        if (values.has("queue")) {
            block.option32(QUEUE, values.number("queue"));
        }
        switch (values.text("verdict")) {
            case "tc" -> block.option(VERDICT, verdict(EBPF_TC, TC_ACT_SHOT));
            case "xdp" -> block.option(VERDICT, verdict(EBPF_XDP, XDP_DROP));
            default -> {}
        }
        block.end(to);
    }

    /** Direction and, for incoming packets, the reception type. */
    private static int flags(Values values) {
        return switch (values.text("direction")) {
            case "in" -> INBOUND | RECEPTION * (PACKET_TYPES.indexOf(values.text("pkt_type")) + 1);
            case "out" -> OUTBOUND;
            default -> 0;
        };
    }

    private static byte[] verdict(byte kind, long value) {
        return ByteBuffer.allocate(1 + Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(kind)
                .putLong(value)
                .array();
    }
}
