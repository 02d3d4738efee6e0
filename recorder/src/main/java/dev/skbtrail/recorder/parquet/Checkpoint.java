package dev.skbtrail.recorder.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;

/**
 * Everything that the file lacks to be a complete trace up to a point in time.
 *
 * @param number number of the checkpoint: a greater one is later
 * @param parts number of finished parts that belong to it
 * @param rest what follows the last of them: everything that was only in memory
 * @param footer footer of the rest
 * @param metadata key-value pairs of the footer
 */
record Checkpoint(
        long number, int parts, byte[] rest, FileMetaData footer, Map<String, String> metadata) {
    byte[] toBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(rest.length + (1 << 16));
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(number);
        out.writeInt(parts);
        put(out, rest);
        out.writeInt(metadata.size());
        for (Map.Entry<String, String> pair : metadata.entrySet()) {
            put(out, pair.getKey().getBytes(StandardCharsets.UTF_8));
            put(out, pair.getValue().getBytes(StandardCharsets.UTF_8));
        }
        Util.writeFileMetaData(footer, out);
        return bytes.toByteArray();
    }

    static Checkpoint of(byte[] content) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
        long number = in.readLong();
        int parts = in.readInt();
        byte[] rest = take(in);
        Map<String, String> metadata = new TreeMap<>();
        for (int pairs = in.readInt(); pairs > 0; pairs--) {
            String key = new String(take(in), StandardCharsets.UTF_8);
            metadata.put(key, new String(take(in), StandardCharsets.UTF_8));
        }
        return new Checkpoint(number, parts, rest, Util.readFileMetaData(in), metadata);
    }

    private static void put(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] take(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }
}
