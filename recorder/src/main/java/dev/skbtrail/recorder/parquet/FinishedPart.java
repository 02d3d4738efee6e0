package dev.skbtrail.recorder.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;

/**
 * A part of the file that is written for good, as the journal knows it.
 *
 * @param end where the next one begins
 * @param crc CRC-32 of the file up to there
 * @param footer of a file that had only this part
 */
record FinishedPart(long end, long crc, FileMetaData footer) {
    byte[] toBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(end);
        out.writeLong(crc);
        Util.writeFileMetaData(footer, out);
        return bytes.toByteArray();
    }

    static FinishedPart of(byte[] content) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
        return new FinishedPart(in.readLong(), in.readLong(), Util.readFileMetaData(in));
    }
}
