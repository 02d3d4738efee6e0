package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two hosts with known clocks, delays and losses: {@code traces/hosts.sql}. */
class BetweenHostsTest {
    private static final String LOSS =
            """
            INSERT INTO event BY NAME SELECT make_timestamp_ns(9000000000) AS ts, 0 AS cpu,
                'loss' AS kind, 1 AS lost, 'ring full' AS lost_cause;
            """;

    @TempDir private Path directory;
    private Path a;
    private Path b;

    @BeforeEach
    void writeTraces() {
        a = SyntheticTrace.write(directory, "a", script("a"));
        b = SyntheticTrace.write(directory, "b", script("b"));
    }

    private static String script(String host) {
        return "SET VARIABLE host = '" + host + "';\n" + SyntheticTrace.script("hosts");
    }

    /** The fastest packets take 40 and 60 us; the estimate is off by half of the difference. */
    @Test
    void estimatesTheClocksOffsetAndSaysHowWrongItCanBe() {
        assertRows(
                "SELECT from_trace, to_trace, min(offset_ns) AS low, max(offset_ns) AS high,"
                        + " max(uncertainty_ns) AS uncertainty FROM passages GROUP BY ALL ORDER BY ALL",
                """
                from_trace,to_trace,low,high,uncertainty
                1,2,3000240000,3000240000,50000
                2,1,-3000240000,-3000240000,50000
                """);
    }

    @Test
    void countsWhatArrivedWhatWasLostAndWhatCannotBeTold() {
        assertRows(
                "SELECT from_trace, flow, outcome, count(*) AS packets FROM passages"
                        + " GROUP BY ALL ORDER BY ALL",
                """
                from_trace,flow,outcome,packets
                1,TCP 10.0.0.1:6000 > 10.0.0.2:80,arrived,2
                1,UDP 10.0.0.1:5000 > 10.0.0.2:53,arrived,980
                1,UDP 10.0.0.1:5000 > 10.0.0.2:53,lost,19
                1,UDP 10.0.0.1:5000 > 10.0.0.2:53,unknown,1
                2,UDP 10.0.0.2:53 > 10.0.0.1:5000,arrived,500
                """);
    }

    @Test
    void timesOnlyPacketsThatCannotBeTakenForAnother() {
        assertRows(
                "SELECT from_trace, count(*) AS packets, count(delay_ns) AS timed,"
                        + " min(delay_ns) AS least, max(delay_ns) AS most FROM passages"
                        + " GROUP BY from_trace ORDER BY from_trace",
                """
                from_trace,packets,timed,least,most
                1,1002,980,50000,139942
                2,500,500,50000,139865
                """);
    }

    @Test
    void claimsNoLossWhereTheOtherHostLostEventsOrChosePackets() {
        String filter = "INSERT INTO metadata VALUES ('skbtrail.filter', '{\"port\": [\"53\"]}');";
        for (String handicap : new String[] {LOSS, filter}) {
            Path other = SyntheticTrace.write(directory, "other", script("b") + handicap);
            String out = Cli.run("between-hosts", a, other, "--format", "csv").out();
            assertTrue(out.contains(",1002,982,0,20,"), out);
        }
    }

    @Test
    void reportsBothDirectionsAndTheirFlows() {
        String out = Cli.run("between-hosts", a, b, "--format", "csv").out();
        assertTrue(
                out.contains(
                        "\na.parquet > b.parquet,\"all; clock 3.0 s ahead, +-50 us\",1002,982,19,1,"),
                out);
        assertTrue(
                out.contains(
                        "\nb.parquet > a.parquet,\"all; clock -3.0 s ahead, +-50 us\",500,500,0,0,"),
                out);
        assertTrue(Cli.run("between-hosts", a).out().contains("No packet went from"));
    }

    /**
     * A real trace, split into what its client and its server saw: two hosts with the same clock.
     * Every packet between the two arrived.
     */
    @Test
    void findsNoOffsetBetweenTwoHalvesOfOneRealTrace() throws IOException {
        Path halves = Files.createDirectory(directory.resolve("halves"));
        SyntheticTrace.write(halves, "client", half("skbt-client"));
        SyntheticTrace.write(halves, "server", half("skbt-server"));
        String sql =
                "SELECT from_trace, count(*) > 100 AS packets, bool_and(outcome = 'arrived') AS arrived,"
                        + " count(delay_ns) > 100 AS timed,"
                        + " bool_and(abs(offset_ns) <= uncertainty_ns) AS right,"
                        + " bool_and(abs(delay_ns - clock_ns) <= uncertainty_ns) AS true_delay"
                        + " FROM passages GROUP BY from_trace ORDER BY from_trace";
        Cli.Result result = Cli.run("sql", halves, sql, "--format", "csv");
        assertEquals(
                """
                from_trace,packets,arrived,timed,right,true_delay
                1,true,true,true,true,true
                2,true,true,true,true,true
                """,
                result.out(),
                result.err());
    }

    private static String half(String netns) {
        Path sample = SyntheticTrace.root().resolve("sample-traces/healthy/trace.parquet");
        return "INSERT INTO event BY NAME SELECT * REPLACE (CAST(ts AS TIMESTAMP_NS) AS ts,"
                + " row_number() OVER (PARTITION BY packet ORDER BY seq) - 1 AS seq)"
                + " FROM read_parquet('"
                + sample
                + "') WHERE netns_name = '"
                + netns
                + "'; INSERT INTO metadata SELECT decode(key), decode(value)"
                + " FROM parquet_kv_metadata('"
                + sample
                + "') WHERE decode(key) IN ('skbtrail.start', 'skbtrail.stop')";
    }

    private void assertRows(String sql, String expected) {
        Cli.Result result = Cli.run("sql", directory, sql, "--format", "csv");
        assertEquals(expected, result.out(), result.err());
    }
}
