package dev.skbtrail.recorder.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.recorder.event.ColumnSource;
import dev.skbtrail.recorder.event.Csv;
import dev.skbtrail.recorder.event.EventColumns;
import dev.skbtrail.recorder.event.TraceNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TraceSchemaTest {
    private static final String HEADER =
            "column,type,nullable,unit,member,presence,shown,description\n";

    @Test
    void readsTheContractThatIsBuiltIn() {
        TraceSchema schema = TraceSchema.load();
        assertEquals(1, schema.version());
        assertEquals(new TraceColumn("ts", ColumnType.TIMESTAMP, false), schema.columns().get(0));
        assertTrue(schema.columns().contains(new TraceColumn("ifindex", ColumnType.INT32, true)));
    }

    /** The recorder's part of the table matches the reader's part. */
    @Test
    void hasASourceOfTheRightKindForEachColumn() {
        TraceNames none = new TraceNames(null, null, null, null, null, null, null, null, null);
        List<ColumnSource> sources = EventColumns.of(none, List.of());
        List<TraceColumn> columns = TraceSchema.load().columns();
        ColumnWriters.check(TraceSchema.load(), sources);
        assertEquals(columns.size(), sources.size());
        for (int i = 0; i < columns.size(); i++) {
            assertEquals(
                    columns.get(i).nullable(),
                    sources.get(i).present() != 0,
                    columns.get(i).name() + " is nullable when it has a presence");
        }
    }

    @Test
    void readsQuotedFields() {
        assertEquals(
                List.of(List.of("a", "b, \"c\"\nd", ""), List.of("", "e")),
                Csv.parse("a,\"b, \"\"c\"\"\nd\",\n,e\n"));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        for (String csv :
                List.of(
                        "",
                        "column,type\nts,int64\n",
                        HEADER + "ts,int128,no,,,,,x\n",
                        HEADER + "ts,int64,perhaps,,,,,x\n",
                        HEADER + "ts,int64,no\n",
                        HEADER + "ts,int64,no,,,,,\"x\n",
                        HEADER + "ts,int64,no,,,,,x")) {
            assertThrows(IllegalArgumentException.class, () -> TraceSchema.parse(csv), csv);
        }
    }

    /**
     * parquet-java is an implementation detail of this package; other packages must use this
     * package.
     */
    @Test
    void isInTheOnlyPackageThatKnowsParquetJava() throws Exception {
        Path sources = Path.of("src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            List<Path> java = files.filter(file -> file.toString().endsWith(".java")).toList();
            assertTrue(java.stream().anyMatch(file -> file.endsWith("TraceFile.java")));
            for (Path file : java) {
                assertTrue(
                        file.getParent().endsWith("recorder/parquet")
                                || !Files.readString(file).contains("org.apache.parquet"),
                        file.toString());
            }
        }
    }
}
