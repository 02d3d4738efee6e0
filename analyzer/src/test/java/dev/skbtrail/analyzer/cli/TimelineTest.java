package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Timelines as Perfetto's trace processor reads them, compared with the rows of the trace. */
class TimelineTest {
    private static final String BARS =
            " FROM slice s JOIN thread_track k ON k.id = s.track_id JOIN thread t USING (utid)"
                    + " JOIN process p USING (upid) WHERE ";

    /** The expected timeline, computed from the rows of one trace. */
    private static final String EXPECTED =
            """
            WITH
                event AS (
                    SELECT *, coalesce(netns_name, CAST(netns AS VARCHAR)) AS name
                    FROM read_parquet('%s')
                    WHERE packet IS NOT NULL AND seq IS NOT NULL
                ),
                known AS (FROM event WHERE name IS NOT NULL OR ifname IS NOT NULL),
                -- What is known of where a packet is does not end with an event that does not say.
                stay AS (
                    SELECT packet, 1 + count(*) FILTER (
                        (name, coalesce(ifname, '')) IS DISTINCT FROM (old, coalesce(device, ''))
                    ) AS stays
                    FROM (
                        SELECT packet, name, ifname,
                            lag(name) OVER w AS old, lag(ifname) OVER w AS device,
                            row_number() OVER w AS number
                        FROM known
                        WINDOW w AS (PARTITION BY packet ORDER BY seq)
                    )
                    WHERE number > 1
                    GROUP BY packet
                )
            SELECT
                (SELECT count(DISTINCT packet) FROM event) AS packets,
                (SELECT count(*) FROM event) AS steps,
                (SELECT sum(stays - 1) FROM stay) AS moves,
                (SELECT count(*) FROM event
                    WHERE kind = 'lineage' AND parent <> packet
                        AND parent IN (SELECT packet FROM event)) AS children
            """;

    /** A trace with losses, a router, and a packet whose clock goes backwards. */
    private static final String SCRIPT =
            SyntheticTrace.script("lossy")
                    + "UPDATE event SET packet = packet + 80;"
                    + SyntheticTrace.script("router")
                    + """
                    INSERT INTO event BY NAME
                    SELECT make_timestamp_ns(at_ns) AS ts, cpu, kind, 'f' || seq % 3 AS function,
                        91 AS packet, seq, 'eth' || seq % 2 AS ifname
                    FROM (
                        VALUES (0, 5000, 0, 'entry'), (1, 4000, 0, 'entry'),
                            (2, 6000, 1, 'return'), (3, 1, 0, 'return')
                    ) AS t (seq, at_ns, cpu, kind);
                    """;

    private record Answer(String sql, String rows) {}

    private static final String BACK = ", extract_arg(s.arg_set_id, 'args.clock_back_ns')";

    private static final List<Answer> ANSWERS =
            List.of(
                    new Answer(TraceProcessor.COMPLAINTS, "[]"),
                    new Answer(
                            "SELECT s.name" + BARS + "s.name GLOB '* missing *' ORDER BY s.name",
                            "[['? 2 missing after ip_rcv'],['packet 82 (2 missing before)'],"
                                    + "['packet 83 (1 missing before)']]"),
                    new Answer(
                            "SELECT s.name"
                                    + BARS
                                    + "s.category IN ('loss', 'incomplete') ORDER BY s.ts, s.name",
                            "[['4 lost: missed probe, at an unknown time'],['TRACE INCOMPLETE: 13"
                                    + " events lost (ring full on CPU 1; missed probe on CPU 0),"
                                    + " 2 of 10 packets have gaps'],['4 lost: ring full'],"
                                    + "['5 lost: ring full']]"),
                    new Answer(
                            "SELECT s.ts, s.dur, s.name"
                                    + BACK
                                    + BARS
                                    + "p.name = 'no addresses' AND s.ts < 9000"
                                    + " ORDER BY s.ts, s.id",
                            "[[5000,1000,'packet 91',null],[5000,1000,'f1',1000],"
                                    + "[5000,0,'f0',null],[6000,0,'f2:return',null],"
                                    + "[6000,0,'f0:return',5999]]"),
                    // A call that, according to the clocks, returned before its entry.
                    new Answer(
                            "SELECT s.name, s.dur"
                                    + BACK
                                    + BARS
                                    + "t.name GLOB 'CPU *' AND s.name GLOB 'f[0-9]*'"
                                    + " ORDER BY s.ts, s.name",
                            "[['f0',1000,5999],['f1',0,1000],['f2:return',0,null]]"),
                    new Answer(
                            "SELECT s.ts, s.dur, s.name"
                                    + BARS
                                    + "p.name GLOB 'UDP 10.0.0.2:5001*' ORDER BY s.ts, s.dur DESC",
                            "[[11000,300,'packet 2'],[11000,50,'ip_rcv'],[11050,50,'ip_forward'],"
                                    + "[11100,50,'nf_hook_slow'],[11150,50,'nft_do_chain'],"
                                    + "[11200,50,'nft_do_chain:return'],[11250,50,'kfree_skb'],"
                                    + "[11300,0,'nf_hook_slow:return']]"),
                    new Answer(
                            "SELECT s.name, extract_arg(s.arg_set_id, 'args.cause')"
                                    + BARS
                                    + "s.category = 'drop' AND t.name = 'fault'",
                            "[['NETFILTER_DROP at nf_hook_slow',"
                                    + "'netfilter FORWARD filter forward']]"),
                    new Answer(
                            "SELECT p.name, t.name, s.ts, s.dur"
                                    + BARS
                                    + "s.category = 'stay' AND s.name = 'packet 1'",
                            "[['netns router','eth0',1000,1900]]"),
                    new Answer(
                            "SELECT count(*) FROM flow f JOIN slice a ON a.id = f.slice_out JOIN"
                                    + " slice b ON b.id = f.slice_in WHERE a.name = 'packet 1' AND"
                                    + " b.name = 'packet 3'",
                            "[[1]]"),
                    new Answer(
                            "SELECT s.name, s.dur, s.depth"
                                    + BARS
                                    + "t.name = 'CPU 0' AND s.dur > 0 ORDER BY s.ts",
                            "[['nf_hook_slow',200,0],['nft_do_chain',50,1],['f0',1000,0]]"));

    @TempDir Path directory;

    @BeforeAll
    static void needsPerfetto() {
        TraceProcessor.require();
    }

    @Test
    void hasEveryPacketStepMoveAndChildOfASample() throws Exception {
        Path trace = SyntheticTrace.root().resolve("sample-traces/overlay/trace.parquet");
        Path file = export(trace);
        String flows = "SELECT count(*) FROM flow f JOIN slice a ON a.id = f.slice_out";
        List<String> found =
                TraceProcessor.rows(
                        file,
                        TraceProcessor.COMPLAINTS,
                        "SELECT count(*)"
                                + BARS
                                + "t.name GLOB 'packets*' AND s.depth = 0 AND"
                                + " s.name GLOB 'packet *'",
                        "SELECT count(*)"
                                + BARS
                                + "t.name GLOB 'packets*' AND s.name NOT GLOB"
                                + " 'packet *'",
                        flows
                                + " JOIN slice b ON b.id = f.slice_in WHERE a.category = 'stay' AND"
                                + " a.name = b.name",
                        flows
                                + " JOIN slice b ON b.id = f.slice_in WHERE a.category = 'stay' AND"
                                + " a.name <> b.name",
                        "SELECT count(*)" + BARS + "p.name = 'CPUs' AND s.dur > 0",
                        "SELECT count(*) FROM slice WHERE category = 'drop'",
                        "SELECT max(s.depth) > 0" + BARS + "p.name = 'CPUs'");
        assertEquals("[]", found.get(0));
        String[] expected = expected(trace);
        for (int i = 0; i < expected.length; i++) {
            assertEquals("[[" + expected[i] + "]]", found.get(i + 1), "number " + i);
        }
        String calls =
                Cli.run(
                                "sql",
                                trace,
                                "--format",
                                "csv",
                                "SELECT (SELECT count(*) FROM calls WHERE duration_ns > 0), (SELECT"
                                        + " count(*) FROM drops)")
                        .out()
                        .lines()
                        .skip(1)
                        .findFirst()
                        .orElseThrow();
        assertEquals("[[" + calls.replace(",", "]][[") + "]]", found.get(5) + found.get(6));
        assertEquals("[[1]]", found.get(7), "calls lie within calls");
    }

    private static String[] expected(Path trace) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(String.format(EXPECTED, trace))) {
            row.next();
            String[] values = new String[row.getMetaData().getColumnCount()];
            for (int i = 0; i < values.length; i++) {
                values[i] = row.getString(i + 1);
            }
            return values;
        }
    }

    @Test
    void saysWhatHappenedAndDrawsNoBarBackwards() {
        Path file = export(SyntheticTrace.write(directory, "times", SCRIPT));
        assertEquals(
                ANSWERS.stream().map(Answer::rows).toList(),
                TraceProcessor.rows(file, ANSWERS.stream().map(Answer::sql).toArray(String[]::new))
                        .stream()
                        .map(row -> row.replace('"', '\''))
                        .toList());
    }

    private Path export(Path trace) {
        Path file = directory.resolve("timeline.json");
        Cli.Result result = Cli.run("export", trace, "--format", "perfetto", "-o", file, "--force");
        assertEquals(0, result.exitCode(), result.err());
        return file;
    }
}
