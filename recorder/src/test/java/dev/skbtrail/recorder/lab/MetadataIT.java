package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The footer of a trace has what queries/schema/metadata.csv promises, and nothing else. */
class MetadataIT {

    private final Shell shell = new Shell(Duration.ofMinutes(1), Map.of());
    @TempDir private Path directory;

    /** The only key that is written by {@code skbtrail bundle} and not by a recorder. */
    private static final String OF_THE_ANALYZER = "skbtrail.bundle";

    @BeforeAll
    static void needsRoot() {
        Requires.root();
    }

    @Test
    void hasEveryKeyOfTheContractWithAValueOfItsType() throws SQLException {
        Path file = directory.resolve("trace.parquet");
        shell.run(
                        Programs.RECORD,
                        "-o",
                        file.toString(),
                        "--host",
                        "127.0.0.1",
                        "--proto",
                        "udp,tcp",
                        "--",
                        "true")
                .succeeds();

        try (Trace trace = new Trace().withEvents("events", file)) {
            trace.run(
                    "CREATE VIEW contract AS FROM read_csv('"
                            + Repository.file("queries/schema/metadata.csv")
                            + "', header = true) WHERE key NOT IN ('skbtrail.cut_short', 'skbtrail.part',"
                            + " 'skbtrail.trigger', '"
                            + OF_THE_ANALYZER
                            + "')");
            assertEquals(
                    List.of(),
                    trace.rows(
                            """
                            SELECT coalesce(c.key, m.key), c.type, m.value FROM contract c
                            FULL JOIN (FROM events_metadata WHERE key LIKE 'skbtrail.%') m USING (key)
                            WHERE c.key IS NULL OR m.key IS NULL
                               OR CASE c.type WHEN 'json' THEN NOT json_valid(m.value)
                                              WHEN 'integer' THEN TRY_CAST(m.value AS BIGINT) IS NULL
                                              ELSE m.value = '' END
                            ORDER BY ALL
                            """),
                    "key, type, value");
            assertEquals(
                    List.of("127.0.0.1 udp tcp"),
                    trace.rows(
                            "SELECT concat_ws(' ', value->>'$.host[0]', value->>'$.proto[0]',"
                                    + " value->>'$.proto[1]')"
                                    + " FROM events_metadata WHERE key = 'skbtrail.filter'"));
        }
    }
}
