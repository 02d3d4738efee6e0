package dev.skbtrail.recorder.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** Records in a file that are read back completely or not at all: length, CRC-32, content. */
final class Records {
    private static final int HEAD = 2 * Integer.BYTES;

    private Records() {}

    /**
     * Writes in one call, so that a killed process leaves either the whole record or a torn one.
     */
    static void write(OutputStream out, byte[] content) throws IOException {
        ByteBuffer record = ByteBuffer.allocate(HEAD + content.length);
        record.putInt(content.length).putInt(crc(content)).put(content);
        out.write(record.array());
    }

    /** The complete records, up to the first torn one. */
    static List<byte[]> read(byte[] file) {
        List<byte[]> records = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(file);
        while (bytes.remaining() >= HEAD) {
            int length = bytes.getInt();
            int crc = bytes.getInt();
            if (length <= 0 || length > bytes.remaining()) {
                break;
            }
            byte[] content = new byte[length];
            bytes.get(content);
            if (crc(content) != crc) {
                break;
            }
            records.add(content);
        }
        return records;
    }

    private static int crc(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return (int) crc.getValue();
    }
}
