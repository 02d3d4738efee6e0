package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.analyzer.Suite;
import dev.skbtrail.analyzer.SyntheticTrace;
import dev.skbtrail.analyzer.render.Format;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Library;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Results do not depend on the order of rows in the file, which only affects speed (the view steps
 * compares with the previous row), and the order of rows in a report is total. Each report prints
 * the same with one thread and with several for a trace whose rows are shuffled across its row
 * groups, although each packet occurs twice with the same times and addresses.
 */
@Execution(ExecutionMode.CONCURRENT)
class OrderTest {
    private static final Path TRACE =
            SyntheticTrace.root().resolve("sample-traces/udp-closed/trace.parquet");

    /** Shows the size of columns in the file, which depends on the order. */
    private static final String OF_THE_FILE = "capture-cost";

    private static final String TWICE =
            """
            INSERT INTO event BY NAME
            SELECT * EXCLUDE (copy) REPLACE (
                packet * 2 + copy AS packet, parent * 2 + copy AS parent)
            FROM read_parquet('%1$s'), range(2) AS c (copy);
            INSERT INTO metadata
            SELECT decode(key), decode(value)
            FROM parquet_kv_metadata('%1$s')
            WHERE decode(key) LIKE 'skbtrail.%%'
                AND decode(key) NOT IN ('skbtrail.counters', 'skbtrail.checksum')
            """
                    .formatted(TRACE);

    private static final Library LIBRARY = Library.load();

    @TempDir private static Path directory;
    private static OpenTrace ordered;
    private static OpenTrace shuffled;

    @BeforeAll
    static void open() {
        ordered = new OpenTrace(write("ordered", "packet, seq, ts"), LIBRARY, 1);
        shuffled = new OpenTrace(write("shuffled", "hash(packet, seq, ts)"), LIBRARY, 4);
    }

    /** Separate directories, because reports show the file name. */
    private static Path write(String parent, String order) {
        Path place = directory.resolve(parent);
        place.toFile().mkdirs();
        return SyntheticTrace.write(
                place,
                "trace",
                order,
                connection -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute(TWICE);
                    }
                });
    }

    @AfterAll
    static void close() {
        ordered.close();
        shuffled.close();
    }

    @TestFactory
    Stream<DynamicTest> printsTheSame() {
        String packet = ordered.notablePacket();
        return Suite.some(LIBRARY.reports(), 2).stream()
                .filter(report -> !report.name().equals(OF_THE_FILE))
                .map(
                        report ->
                                DynamicTest.dynamicTest(
                                        report.name(), () -> assertSame(report, packet)));
    }

    private static void assertSame(Definition report, String packet) {
        assertEquals(
                ordered.print(report, Format.CSV, packet).out(),
                shuffled.print(report, Format.CSV, packet).out());
    }
}
