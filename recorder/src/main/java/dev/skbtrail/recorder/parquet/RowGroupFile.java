package dev.skbtrail.recorder.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;

/**
 * Writes each row group as if it were a file, directly followed by its indexes: a footer can then
 * be made for any set of them, at any time, without encoding anything again.
 */
final class RowGroupFile {
    /** The content to write. */
    interface Content {
        void writeTo(ParquetFileWriter file) throws IOException;
    }

    /** Parquet's own limits do not matter here: we end row groups ourselves. */
    private static final long NO_LIMIT = Long.MAX_VALUE;

    /** Readers skip pages by the first bytes of a text and do not need the rest. */
    private static final int INDEX_TEXT_BYTES = 64;

    /** Length of the footer and magic. */
    private static final int TAIL = 8;

    private final MessageType schema;

    RowGroupFile(MessageType schema) {
        this.schema = schema;
    }

    /** Returns the footer of a file with only this content. */
    FileMetaData write(FileOutput file, Content content) throws IOException {
        PartOutput part = new PartOutput(file);
        ParquetFileWriter writer =
                new ParquetFileWriter(
                        part,
                        schema,
                        ParquetFileWriter.Mode.CREATE,
                        NO_LIMIT,
                        0,
                        INDEX_TEXT_BYTES,
                        Integer.MAX_VALUE,
                        true);
        writer.start();
        content.writeTo(writer);
        part.beginEnd();
        writer.end(Map.of());
        byte[] end = part.end();
        int length = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN).getInt(end.length - TAIL);
        int footer = end.length - TAIL - length;
        file.write(end, 0, footer);
        return Util.readFileMetaData(new ByteArrayInputStream(end, footer, length));
    }
}
