package dev.skbtrail.recorder.parquet;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A CRC-32 of the whole file in its own footer: parquet-java adds one to each page, but page
 * headers, their positions and the footer have none. It is eight hexadecimal digits, which count as
 * zeros in the checksum itself.
 */
final class FileChecksum {
    private static final String KEY = "skbtrail.checksum";
    private static final String UNKNOWN = "00000000";

    /** In Thrift's compact protocol: the next field follows, 8 bytes long. */
    private static final String VALUE_FOLLOWS = "\u0018\b";

    private static final int TAIL = 8;

    private FileChecksum() {}

    /** Key-value pairs with a placeholder for the checksum. */
    static Map<String, String> reserve(Map<String, String> metadata) {
        Map<String, String> all = new LinkedHashMap<>(metadata);
        all.put(KEY, UNKNOWN);
        return all;
    }

    /**
     * Writes the checksum into its place.
     *
     * @param crc of all bytes of the file
     */
    static void write(Path path, long crc) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            long end = file.length() - TAIL;
            file.seek(end);
            int length = Integer.reverseBytes(file.readInt());
            byte[] footer = new byte[length];
            file.seek(end - length);
            file.readFully(footer);
            byte[] place = (KEY + VALUE_FOLLOWS).getBytes(StandardCharsets.US_ASCII);
            file.seek(end - length + find(footer, place) + place.length);
            file.writeBytes(HexFormat.of().toHexDigits((int) crc));
        }
    }

    private static int find(byte[] bytes, byte[] wanted) {
        for (int at = 0; at + wanted.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        throw new IllegalStateException("parquet-java wrote a footer without " + KEY);
    }
}
