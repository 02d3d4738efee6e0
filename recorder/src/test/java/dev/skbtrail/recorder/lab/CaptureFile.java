package dev.skbtrail.recorder.lab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Frames of a file that tcpdump wrote on this machine (pcap-savefile(5)). */
final class CaptureFile {
    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;
    private static final int CAPTURED = 8;

    private CaptureFile() {}

    /** Each frame with its time stamp and lengths before it, which tell it from all others. */
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

    static byte[] frame(ByteBuffer record) {
        byte[] frame = new byte[record.limit() - RECORD_HEADER];
        record.get(RECORD_HEADER, frame);
        return frame;
    }
}
