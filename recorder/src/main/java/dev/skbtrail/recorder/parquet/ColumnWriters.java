package dev.skbtrail.recorder.parquet;

import dev.skbtrail.recorder.event.ColumnSource;
import dev.skbtrail.recorder.event.Storage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.MessageType;

/** Matches the schema's columns with their sources. */
final class ColumnWriters {
    private ColumnWriters() {}

    /** Refuses sources that the schema does not have, or whose storage does not fit the type. */
    static void check(TraceSchema schema, List<ColumnSource> sources) {
        Map<String, TraceColumn> columns = new HashMap<>();
        schema.columns().forEach(column -> columns.put(column.name(), column));
        for (ColumnSource source : sources) {
            TraceColumn column = columns.remove(source.column());
            if (column == null) {
                throw new IllegalArgumentException(
                        source.column() + " is given twice, or no column of the schema");
            }
            if (!fits(column.type(), source)) {
                throw new IllegalArgumentException(source + " does not fit " + column);
            }
        }
        for (TraceColumn missing : columns.values()) {
            if (!missing.nullable()) {
                throw new IllegalArgumentException(missing.name() + " is required: no source");
            }
        }
    }

    private static boolean fits(ColumnType type, ColumnSource source) {
        return switch (type) {
            case STRING -> source.text() != null;
            case INT32 -> source.text() == null && source.storage() == Storage.INT;
            case INT64 -> source.text() == null && source.storage() != Storage.WIDE;
            case TIMESTAMP -> source.text() == null && source.storage() == Storage.LONG;
        };
    }

    static List<ColumnWriter> create(
            TraceSchema schema,
            List<ColumnSource> sources,
            Window window,
            MessageType message,
            PageCompressor compressor) {
        Map<String, ColumnSource> byColumn = new HashMap<>();
        sources.forEach(source -> byColumn.put(source.column(), source));
        Scratch scratch = new Scratch(compressor);
        List<ColumnWriter> writers = new ArrayList<>();
        for (TraceColumn column : schema.columns()) {
            ColumnChunk chunk =
                    new ColumnChunk(
                            message.getColumnDescription(new String[] {column.name()}), compressor);
            ColumnSource source = byColumn.get(column.name());
            if (source == null) {
                writers.add(new NullWriter(chunk));
            } else if (column.type() == ColumnType.STRING) {
                writers.add(new TextWriter(chunk, source, window, scratch));
            } else {
                writers.add(new NumberWriter(chunk, source, column.type(), window, scratch));
            }
        }
        return writers;
    }
}
