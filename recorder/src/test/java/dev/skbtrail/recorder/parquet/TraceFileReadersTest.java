package dev.skbtrail.recorder.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.ColumnSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One trace with the whole schema and several row groups, as seen by different readers. */
class TraceFileReadersTest {
    private static final int WINDOW = 1 << 16;
    private static final int WINDOWS = 9;
    private static final TraceSchema SCHEMA = TraceSchema.load();

    @TempDir private static Path directory;
    private static Path file;
    private static final Map<String, Long> notNull = new HashMap<>();

    @BeforeAll
    static void write() {
        file = directory.resolve("trace.parquet");
        Traffic traffic = new Traffic(42, 200);
        ColumnBatch batch = traffic.batch(WINDOW);
        try (TraceFile trace = TraceFile.create(file, false, SCHEMA, traffic.sources())) {
            for (int i = 0; i < WINDOWS; i++) {
                traffic.fill(batch);
                if (i < 2) {
                    forgetDevices(batch);
                }
                traffic.sources().forEach(source -> count(source, batch));
                trace.write(batch);
            }
            trace.finish(Map.of("skbtrail.schema", "1", "skbtrail.host", "a \"host\" of ours ✓"));
        }
    }

    /** Makes some columns begin with windows without any value. */
    private static void forgetDevices(ColumnBatch batch) {
        for (int row = 0; row < batch.size(); row++) {
            batch.present[row] &= ~(1L << 12);
        }
    }

    private static void count(ColumnSource source, ColumnBatch batch) {
        long present = 0;
        for (int row = 0; row < batch.size(); row++) {
            present += source.isIn(batch, row) ? 1 : 0;
        }
        notNull.merge(source.column(), present, Long::sum);
    }

    @Test
    void showsTheSameNumberOfValuesToEveryReader() throws Exception {
        ColumnIndexReader indexed = new ColumnIndexReader(file);
        try (Duck duck = new Duck(file)) {
            for (TraceColumn column : SCHEMA.columns()) {
                long expected = notNull.getOrDefault(column.name(), 0L);
                String sql = "SELECT count(*) FROM event WHERE " + column.name() + " IS NOT NULL";
                assertEquals(expected, duck.number(sql), column.name() + " in DuckDB");
                assertEquals(
                        expected,
                        indexed.countNotNull(column.name()),
                        column.name() + " through the column index");
            }
        }
    }

    @Test
    void findsTheRarestAndTheExtremeValuesThroughTheColumnIndex() throws Exception {
        ColumnIndexReader indexed = new ColumnIndexReader(file);
        try (Duck duck = new Duck(file)) {
            for (TraceColumn column : SCHEMA.columns()) {
                if (notNull.getOrDefault(column.name(), 0L) == 0
                        || column.type() == ColumnType.TIMESTAMP) {
                    continue;
                }
                String counts =
                        "SELECT c, count(*) FROM (SELECT %s AS c FROM event) WHERE c IS NOT NULL "
                                        .formatted(column.name())
                                + "GROUP BY c ORDER BY ";
                for (String order : List.of("c LIMIT 1", "c DESC LIMIT 1", "count(*), c LIMIT 1")) {
                    List<Object> row = duck.rows(counts + order).get(0);
                    assertEquals(
                            row.get(1),
                            indexed.countEqual(column.name(), row.get(0)),
                            column.name());
                }
            }
        }
    }

    @Test
    void keepsRowsOfOnePacketTogetherAndInOrder() throws Exception {
        try (Duck duck = new Duck(file)) {
            // A packet is in one piece, or in one piece per window that it lived in, which are few.
            long pieces =
                    duck.number(
                            """
                            SELECT count(*) FILTER (packet IS DISTINCT FROM before)
                            FROM (
                                SELECT packet,
                                    lag(packet) OVER (ORDER BY file_row_number) AS before
                                FROM event
                                WHERE drop_address IS NULL)
                            """);
            long packets = duck.number("SELECT count(DISTINCT packet) FROM event");
            assertTrue(pieces - packets < 4 * WINDOWS, pieces + " pieces of " + packets);
            long disorder =
                    duck.number(
                            """
                            SELECT count(*)
                            FROM (
                                SELECT packet, seq, lag(packet) OVER w AS p, lag(seq) OVER w AS s
                                FROM event
                                WINDOW w AS (ORDER BY file_row_number))
                            WHERE packet = p AND seq <> s + 1
                            """);
            assertEquals(0, disorder);
        }
    }

    @Test
    void writesDropsInRowGroupsOfTheirOwn() throws Exception {
        try (Duck duck = new Duck(file)) {
            List<List<Object>> groups =
                    duck.rows(
                            """
                            SELECT num_values, stats_null_count
                            FROM parquet_metadata('%s')
                            WHERE path_in_schema = 'drop_address'
                            ORDER BY row_group_id
                            """);
            assertTrue(groups.size() > 1, "one row group");
            long drops = duck.number("SELECT count(drop_address) FROM event");
            for (List<Object> group : groups.subList(0, groups.size() - 1)) {
                assertEquals(group.get(0), group.get(1), "a drop among other rows");
            }
            assertEquals(List.of(drops, 0L), groups.get(groups.size() - 1));
        }
    }

    @Test
    void keepsASmallTraceInOneRowGroup() throws Exception {
        Path small = directory.resolve("small.parquet");
        Traffic traffic = new Traffic(43, 20);
        ColumnBatch batch = traffic.batch(1000);
        try (TraceFile trace = TraceFile.create(small, false, SCHEMA, traffic.sources())) {
            for (int i = 0; i < 3; i++) {
                traffic.fill(batch);
                trace.write(batch);
            }
            trace.finish(Map.of());
        }
        try (Duck duck = new Duck(small)) {
            assertEquals(3000, duck.number("SELECT count(*) FROM event"));
            assertTrue(duck.number("SELECT count(drop_address) FROM event") > 0);
            String groups = "SELECT count(DISTINCT row_group_id) FROM parquet_metadata('%s')";
            assertEquals(1, duck.number(groups));
        }
    }

    @Test
    void hasTheColumnsOfTheContract() throws Exception {
        try (Duck duck = new Duck(file)) {
            List<String> names =
                    duck
                            .rows("SELECT name FROM parquet_schema('%s') WHERE type IS NOT NULL")
                            .stream()
                            .map(row -> (String) row.get(0))
                            .toList();
            assertEquals(SCHEMA.columns().stream().map(TraceColumn::name).toList(), names);
            assertEquals(
                    "TIMESTAMPTZ_NS-1",
                    duck.rows("SELECT typeof(ts) || coalesce(nf_rule, -1) FROM event LIMIT 1")
                            .get(0)
                            .get(0));
        }
    }

    @Test
    void keepsTheMetadata() throws Exception {
        try (Duck duck = new Duck(file)) {
            List<List<Object>> found =
                    duck.rows(
                            "SELECT decode(key), decode(value) FROM parquet_kv_metadata('%s')"
                                    + " WHERE decode(key) <> 'skbtrail.checksum' ORDER BY 1");
            assertEquals(
                    List.of(
                            List.of("skbtrail.host", "a \"host\" of ours ✓"),
                            List.of("skbtrail.schema", "1")),
                    found);
        }
    }

    /** The footer has the CRC-32 of all bytes, with its own digits counted as zeros. */
    @Test
    void saysTheChecksumOfTheWholeFile() throws Exception {
        String whole = Files.readString(file, StandardCharsets.ISO_8859_1);
        try (Duck duck = new Duck(file)) {
            String said =
                    (String)
                            duck.rows(
                                            "SELECT decode(value) FROM parquet_kv_metadata('%s')"
                                                    + " WHERE decode(key) = 'skbtrail.checksum'")
                                    .get(0)
                                    .get(0);
            CRC32 crc = new CRC32();
            crc.update(whole.replace(said, "00000000").getBytes(StandardCharsets.ISO_8859_1));
            assertEquals(HexFormat.of().toHexDigits((int) crc.getValue()), said);
        }
    }

    /** The last bytes of a dictionary page and of a data page: each page has a checksum. */
    @ParameterizedTest
    @ValueSource(
            strings = {"data_page_offset - 1", "data_page_offset + total_compressed_size - 9000"})
    void letsAReaderNoticeAFlippedBit(String place) throws Exception {
        Path damaged = directory.resolve("damaged.parquet");
        byte[] bytes = Files.readAllBytes(file);
        try (Duck duck = new Duck(file)) {
            String sql =
                    "SELECT "
                            + place
                            + " FROM parquet_metadata('%s')"
                            + " WHERE path_in_schema = 'ifname' ORDER BY row_group_id LIMIT 1";
            bytes[Math.toIntExact(duck.number(sql))] ^= 1;
        }
        Files.write(damaged, bytes);
        Exception refused =
                assertThrows(
                        Exception.class,
                        () -> new ColumnIndexReader(damaged).countNotNull("ifname"));
        assertTrue(refused.getMessage().contains("CRC checksum"), refused.getMessage());
    }

    @Test
    void staysWithinItsBudgetOfBytes() throws Exception {
        double bytes = (double) Files.size(file) / (WINDOWS * WINDOW);
        assertTrue(bytes < 5.5, bytes + " bytes for each event");
    }
}
