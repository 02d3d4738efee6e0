package dev.skbtrail.recorder.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetFileWriter;

/** The footer of a file, assembled from those of its parts. */
final class Footer {
    private final FileMetaData all;

    /**
     * @param like provides the schema
     */
    Footer(FileMetaData like) {
        all = new FileMetaData(like);
        all.setRow_groups(new ArrayList<>());
        all.setNum_rows(0);
    }

    /** Adds the row groups of a part. */
    void add(FileMetaData part) {
        for (RowGroup group : part.getRow_groups()) {
            int ordinal = all.getRow_groupsSize();
            if (ordinal <= Short.MAX_VALUE) {
                group.setOrdinal((short) ordinal);
            } else {
                group.unsetOrdinal();
            }
            all.addToRow_groups(group);
        }
        all.setNum_rows(all.getNum_rows() + part.getNum_rows());
    }

    long rows() {
        return all.getNum_rows();
    }

    /** The end of the file, with a placeholder for its checksum. */
    byte[] bytes(Map<String, String> metadata) throws IOException {
        all.setKey_value_metadata(pairs(FileChecksum.reserve(metadata)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Util.writeFileMetaData(all, bytes);
        ByteBuffer length = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.writeBytes(length.putInt(bytes.size()).array());
        bytes.writeBytes(ParquetFileWriter.MAGIC);
        return bytes.toByteArray();
    }

    private static List<KeyValue> pairs(Map<String, String> metadata) {
        return metadata.entrySet().stream()
                .map(pair -> new KeyValue(pair.getKey()).setValue(pair.getValue()))
                .toList();
    }
}
