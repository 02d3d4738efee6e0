package dev.skbtrail.recorder.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Counts with parquet-java's reader, which skips row groups by their statistics and pages by the
 * column index, as Spark does and DuckDB does not: with a wrong statistic, rows would be missing
 * here.
 */
final class ColumnIndexReader {
    private final Path file;

    ColumnIndexReader(Path file) {
        this.file = file;
    }

    /** Rows in which the column is not NULL. */
    long countNotNull(String column) throws IOException {
        return count(column, null, value -> true);
    }

    /** Rows in which the column has this value: an Integer, a Long or a String. */
    long countEqual(String column, Object value) throws IOException {
        return count(column, value, value::equals);
    }

    private long count(String name, Object value, Predicate<Object> wanted) throws IOException {
        try (ParquetFileReader reader = open(name, value)) {
            MessageType schema = reader.getFileMetaData().getSchema();
            ColumnDescriptor column = schema.getColumnDescription(new String[] {name});
            MessageType projection = new MessageType("event", schema.getType(name));
            reader.setRequestedSchema(projection);
            String createdBy = reader.getFileMetaData().getCreatedBy();
            long found = 0;
            PageReadStore pages = reader.readNextFilteredRowGroup();
            while (pages != null) {
                ColumnReader values =
                        new ColumnReadStoreImpl(pages, new NoRecord(), projection, createdBy)
                                .getColumnReader(column);
                for (long i = pages.getRowCount(); i > 0; i--) {
                    if (values.getCurrentDefinitionLevel() == column.getMaxDefinitionLevel()
                            && wanted.test(value(column, values))) {
                        found++;
                    }
                    values.consume();
                }
                pages = reader.readNextFilteredRowGroup();
            }
            return found;
        }
    }

    private ParquetFileReader open(String column, Object value) throws IOException {
        ParquetReadOptions options =
                ParquetReadOptions.builder(new PlainParquetConfiguration())
                        .withCodecFactory(new ZstdDecompressor())
                        .withRecordFilter(FilterCompat.get(predicate(column, value)))
                        .useStatsFilter()
                        .useDictionaryFilter()
                        .useColumnIndexFilter()
                        .usePageChecksumVerification()
                        .build();
        return new ParquetFileReader(new LocalInputFile(file), options);
    }

    private FilterPredicate predicate(String column, Object value) throws IOException {
        PrimitiveTypeName type = type(column);
        return switch (type) {
            case INT32 ->
                    value == null
                            ? FilterApi.notEq(FilterApi.intColumn(column), null)
                            : FilterApi.eq(FilterApi.intColumn(column), (Integer) value);
            case INT64 ->
                    value == null
                            ? FilterApi.notEq(FilterApi.longColumn(column), null)
                            : FilterApi.eq(FilterApi.longColumn(column), (Long) value);
            case BINARY ->
                    value == null
                            ? FilterApi.notEq(FilterApi.binaryColumn(column), null)
                            : FilterApi.eq(
                                    FilterApi.binaryColumn(column),
                                    Binary.fromString((String) value));
            default -> throw new IllegalArgumentException("a trace has no " + type);
        };
    }

    private PrimitiveTypeName type(String column) throws IOException {
        ParquetReadOptions options =
                ParquetReadOptions.builder(new PlainParquetConfiguration())
                        .withCodecFactory(new ZstdDecompressor())
                        .build();
        try (ParquetFileReader reader = new ParquetFileReader(new LocalInputFile(file), options)) {
            return reader.getFileMetaData()
                    .getSchema()
                    .getType(column)
                    .asPrimitiveType()
                    .getPrimitiveTypeName();
        }
    }

    private static Object value(ColumnDescriptor column, ColumnReader values) {
        return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
            case INT32 -> values.getInteger();
            case INT64 -> values.getLong();
            default -> values.getBinary().toStringUsingUTF8();
        };
    }

    /** Unused: we read columns, not records. */
    private static final class NoRecord extends GroupConverter {
        @Override
        public Converter getConverter(int field) {
            return new PrimitiveConverter() {};
        }

        @Override
        public void start() {}

        @Override
        public void end() {}
    }
}
