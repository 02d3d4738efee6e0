package dev.skbtrail.analyzer.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.SyntheticTrace;
import dev.skbtrail.analyzer.cli.Cli;
import dev.skbtrail.analyzer.cli.Shells;
import dev.skbtrail.analyzer.text.Printer;
import dev.skbtrail.analyzer.text.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Timer;
import java.util.TimerTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Scripts on a real trace that is opened once; each script leaves the trace unfiltered. */
class ShellTest {
    private static final Path SAMPLE = SyntheticTrace.root().resolve("sample-traces/udp-blocked");
    private static final Path TRACE = SAMPLE.resolve("trace.parquet");
    private static final long CANCEL_MS = 1_500;
    private static final Commands COMMANDS = Shells.open(TRACE);

    @AfterAll
    static void close() {
        COMMANDS.close();
    }

    private static Cli.Result run(String... lines) {
        return run(COMMANDS, lines);
    }

    static Cli.Result run(Commands commands, String... lines) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal =
                new Terminal(Printer.ofResults(out, true), Printer.ofMessages(err), 100);
        byte[] script = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        int exitCode = Shell.script(commands, terminal, new ByteArrayInputStream(script));
        return new Cli.Result(
                exitCode,
                out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8));
    }

    private static String expected(String report) {
        return SyntheticTrace.read(SAMPLE.resolve("expected").resolve(report + ".txt"));
    }

    @Test
    void printsWhatTheCommandLineDoes() {
        Cli.Result result = run("show summary", "drops --top 50", "show 2", "show config");
        assertEquals(
                expected("summary")
                        + expected("drops")
                        + Cli.run("packet", TRACE, 2).out()
                        + expected("configuration"),
                result.out());
        assertEquals(0, result.exitCode(), result.err());
    }

    /** A command copied from explain, then explain again, with the tables that it leaves behind. */
    @Test
    void takesACommandOfAReport() {
        String csv = run("explain --format csv --top 3").out();
        assertTrue(csv.startsWith("rank,level,certainty,"), csv);
        Cli.Result result =
                run("explain --format csv --top 3", "skbtrail packet " + TRACE + " 2", "packet 2");
        String packet = Cli.run("packet", TRACE, 2).out();
        assertEquals(csv + packet + packet, result.out());
    }

    @Test
    void keepsAFilterUntilItIsCleared() {
        String count = "SELECT count(DISTINCT packet) AS n FROM events;";
        Cli.Result result =
                run(
                        "set host 192.0.2.2",
                        count,
                        "set where sport = 58805",
                        count,
                        "set",
                        "clear where",
                        count,
                        "packets --port 58805 --format csv",
                        "set flow UDP 192.0.2.2:58805 > 198.51.100.2:8081",
                        "clear",
                        count);
        String packets =
                Cli.run("packets", TRACE, "--host=192.0.2.2", "--port=58805", "--format=csv").out();
        assertEquals(2, packets.lines().count(), packets);
        assertEquals(
                "n\n-\n7\n"
                        + "n\n-\n1\n"
                        + "set host 192.0.2.2\nset where sport = 58805\nset pager on\n"
                        + "n\n-\n7\n"
                        + packets
                        + " n\n--\n18\n",
                result.out());
        String told = "filter: host 192.0.2.2";
        assertEquals(
                told + "\n" + told + ", where sport = 58805\n" + told + "\n",
                result.err().lines().limit(3).map(line -> line + "\n").reduce("", String::concat));
        assertEquals(0, result.exitCode());
    }

    /** The line's own option replaces the current filter. */
    @Test
    void filtersOneCommand() {
        String count = "SELECT count(DISTINCT packet) AS n FROM events";
        Cli.Result result =
                run(
                        "set packet 2",
                        "sql '" + count + "' --packet=4,6",
                        "sql '" + count + "' --host=203.0.113.9",
                        count + ";",
                        "clear");
        assertEquals("n\n-\n2\nn\n-\n1\n", result.out(), result.err());
        assertEquals(1, result.exitCode());
    }

    @Test
    void runsSqlOverSeveralLines() {
        Cli.Result result =
                run(
                        "-- A comment; and more",
                        "# and another",
                        "",
                        "SELECT ';' AS a, -- ; no end",
                        "",
                        "  2 AS b",
                        "; -- done",
                        "select 3 as c");
        assertEquals("a  b\n----\n;  2\nc\n-\n3\n", result.out());
        assertEquals(0, result.exitCode(), result.err());
    }

    @Test
    void goesOnAfterAnError() {
        Cli.Result result =
                run(
                        "dropz",
                        "drops --qqqqqq",
                        "packet 1",
                        "packet two",
                        "SELECT nothing FROM events;",
                        "set host 203.0.113.99",
                        "set port x",
                        "set hostt 192.0.2.2",
                        "set pager",
                        "clear host",
                        "show",
                        "drops 'a",
                        "drops --threads 1",
                        "check",
                        "drops " + SyntheticTrace.shared("router"),
                        "SELECT 1 AS a;");
        assertEquals(1, result.exitCode());
        assertEquals("a\n-\n1\n", result.out());
        String[] expected = {
            "no report or command dropz; did you mean drops?; see help",
            "no option --qqqqqq; see help drops",
            "there is no packet 1; the trace's packets are 2 to 36; skbtrail packets lists them",
            "PACKET: two is not a whole number from 1 on; see help packet",
            "Binder Error: Referenced column \"nothing\" not found in FROM clause!; skbtrail list",
            "no packet matches host 203.0.113.99; in the trace: addresses ",
            "--port: x",
            "nothing is called hostt; did you mean host?; to set are host, port",
            "set pager is on or off",
            "no filter is set",
            "show what? As in show summary, show 17 (a packet), show config",
            "a quote is not closed: drops 'a",
            "--memory-limit and --threads are for skbtrail shell",
            "check runs outside the shell: skbtrail check",
            "a shell reads its own traces"
        };
        String[] lines = result.err().split("\n");
        for (int i = 0; i < expected.length; i++) {
            assertTrue(lines[i].startsWith(expected[i]), lines[i]);
        }
        assertEquals(expected.length, lines.length, result.err());
    }

    @Test
    void tellsTimeAndHistory() {
        Cli.Result result = run(".timing on", "history", ".timing off", "history");
        assertEquals(
                ".timing on\nhistory\n.timing on\nhistory\n.timing off\nhistory\n", result.out());
        assertTrue(result.err().matches("time [\\d,]+ ms\ntime [\\d,]+ ms\n"), result.err());
    }

    @Test
    void stopsAtQuit() {
        assertEquals(new Cli.Result(0, "", ""), run("quit", "drops"));
        assertFalse(run("help").out().contains("\u001b"));
    }

    /** Ctrl-C cancels a query, even one that already returns rows, but not the shell. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void endsAQuery() {
        for (String columns : new String[] {"count(*)", "i"}) {
            String query = "SELECT " + columns + " FROM range(100000000000) AS t (i);";
            Timer timer = new Timer(true);
            timer.schedule(cancel(), CANCEL_MS);
            Cli.Result result = run(query, "SELECT 7 AS seven;");
            timer.cancel();
            assertTrue(result.out().endsWith("seven\n-----\n    7\n"));
            assertTrue(result.err().startsWith("cancelled"), result.err());
            assertEquals(1, result.exitCode());
        }
    }

    private static TimerTask cancel() {
        return new TimerTask() {
            @Override
            public void run() {
                COMMANDS.cancel();
            }
        };
    }
}
