package dev.skbtrail.recorder.parquet;

import dev.skbtrail.recorder.Resources;
import dev.skbtrail.recorder.event.Csv;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * The schema of a trace. It is read from the contract, so a file cannot differ from it.
 *
 * @param version content of {@code queries/schema/VERSION}
 * @param columns in file order
 */
public record TraceSchema(int version, List<TraceColumn> columns) {
    private static final String[] HEADER = {
        "column", "type", "nullable", "unit", "member", "presence", "shown", "description"
    };

    public TraceSchema {
        columns = List.copyOf(columns);
    }

    /** Reads the contract built into this program. */
    public static TraceSchema load() {
        return new TraceSchema(
                Integer.parseInt(Resources.text("/schema/VERSION").strip()),
                parse(Resources.text("/schema/event.csv")));
    }

    /** The schema with user columns after those of the contract. */
    public TraceSchema with(List<String> fields) {
        List<TraceColumn> all = new ArrayList<>(columns);
        fields.forEach(name -> all.add(new TraceColumn(name, ColumnType.INT64, true)));
        return new TraceSchema(version, all);
    }

    static List<TraceColumn> parse(String csv) {
        List<List<String>> records = Csv.parse(csv);
        if (records.isEmpty() || !records.get(0).equals(List.of(HEADER))) {
            throw new IllegalArgumentException(
                    "schema/event.csv: the header must be " + String.join(",", HEADER));
        }
        return records.stream().skip(1).map(TraceSchema::column).toList();
    }

    private static TraceColumn column(List<String> fields) {
        if (fields.size() != HEADER.length) {
            throw new IllegalArgumentException(
                    "schema/event.csv: " + HEADER.length + " fields expected in " + fields);
        }
        boolean nullable =
                switch (fields.get(2)) {
                    case "yes" -> true;
                    case "no" -> false;
                    default ->
                            throw new IllegalArgumentException(
                                    "schema/event.csv: nullable must be yes or no in " + fields);
                };
        return new TraceColumn(fields.get(0), ColumnType.of(fields.get(1)), nullable);
    }

    MessageType messageType() {
        return new MessageType("event", columns.stream().map(TraceSchema::primitiveType).toList());
    }

    private static Type primitiveType(TraceColumn column) {
        Repetition repetition = column.nullable() ? Repetition.OPTIONAL : Repetition.REQUIRED;
        PrimitiveTypeName physical =
                switch (column.type()) {
                    case TIMESTAMP, INT64 -> PrimitiveTypeName.INT64;
                    case INT32 -> PrimitiveTypeName.INT32;
                    case STRING -> PrimitiveTypeName.BINARY;
                };
        LogicalTypeAnnotation logical =
                switch (column.type()) {
                    case TIMESTAMP -> LogicalTypeAnnotation.timestampType(true, TimeUnit.NANOS);
                    case STRING -> LogicalTypeAnnotation.stringType();
                    case INT32, INT64 -> null;
                };
        return Types.primitive(physical, repetition).as(logical).named(column.name());
    }
}
