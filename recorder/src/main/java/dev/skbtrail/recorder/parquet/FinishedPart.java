package dev.skbtrail.recorder.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;

/**
 * A part of the file that is final, as listed in the journal.
 *
 * @param end where the next part begins
 * @param crc CRC-32 of the file up to there
 * @param footer footer of a file with only this part
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
