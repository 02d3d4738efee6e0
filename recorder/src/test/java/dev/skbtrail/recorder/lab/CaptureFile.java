package dev.skbtrail.recorder.lab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The frames of a file that tcpdump wrote on this machine (pcap-savefile(5)). */
final class CaptureFile {
    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;
    private static final int CAPTURED = 8;

    /** Offsets in an Ethernet frame. */
    private static final int ETHERTYPE = 12;

    private static final int IP_ID = 18;
    private static final short IPV4 = 0x0800;

    /** libpcap's message about an expression that no packet can match. */
    static final String REJECTS_ALL = "expression rejects all packets";

    private CaptureFile() {}

    /** Each frame, preceded by its time stamp and lengths, which make it unique. */
    static List<ByteBuffer> records(Path file) throws IOException {
        ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file));
        content.order(ByteOrder.nativeOrder());
        List<ByteBuffer> records = new ArrayList<>();
        for (int at = FILE_HEADER; at < content.limit(); ) {
            int size = RECORD_HEADER + content.getInt(at + CAPTURED);
            records.add(content.slice(at, size));
            at += size;
        }
        return records;
    }

    /**
     * The frames that tcpdump selects with the expression; null when it reports that none can
     * match.
     */
    static List<ByteBuffer> select(Path file, String expression) throws IOException {
        Path selected = Files.createTempFile("skbt-selected", ".pcap");
        try {
            Shell.Result result =
                    new Shell(Duration.ofMinutes(1), Map.of())
                            .run(
                                    "tcpdump",
                                    "-Z",
                                    "root",
                                    "-r",
                                    file.toString(),
                                    "-w",
                                    selected.toString(),
                                    expression);
            if (result.err().contains(REJECTS_ALL)) {
                return null;
            }
            result.succeeds();
            return records(selected);
        } finally {
            Files.delete(selected);
        }
    }

    /** Length of the frame, and the identification of its IPv4 header or 0. */
    static String lengthAndIpId(ByteBuffer record) {
        byte[] frame = frame(record);
        ByteBuffer bytes = ByteBuffer.wrap(frame);
        boolean ipv4 = bytes.getShort(ETHERTYPE) == IPV4;
        return frame.length + " " + (ipv4 ? Short.toUnsignedInt(bytes.getShort(IP_ID)) : 0);
    }

    static byte[] frame(ByteBuffer record) {
        byte[] frame = new byte[record.limit() - RECORD_HEADER];
        record.get(RECORD_HEADER, frame);
        return frame;
    }
}
