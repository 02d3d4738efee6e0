package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --print} shows during a recording what is then in its trace. */
class PrintIT {
    private static final String NAME = "skbt-print-" + ProcessHandle.current().pid();
    private static final String PAIR =
            Repository.file("recorder/src/test/lab/veth-pair").toString();

    private final Shell shell = new Shell(Duration.ofMinutes(1), Map.of());
    @TempDir private Path directory;

    @BeforeAll
    static void needsRoot() {
        Requires.root();
    }

    @BeforeEach
    void up() {
        shell.run(PAIR, "up", NAME).succeeds();
    }

    @AfterEach
    void down() {
        shell.run(PAIR, "down", NAME).succeeds();
    }

    private List<String> recorder(String... options) {
        List<String> command = new ArrayList<>(List.of(Programs.RECORD, "--backend", "restricted"));
        command.addAll(List.of("-o", directory.resolve("t.parquet").toString()));
        command.addAll(List.of("--netns", NAME + "-a", "--print-time", "relative"));
        command.addAll(List.of(options));
        return command;
    }

    private List<String> rows(String sql) throws SQLException {
        try (Trace trace = new Trace()) {
            trace.withEvents("events", directory.resolve("t.parquet"));
            Evidence.assertNothingLost(trace, "events");
            return trace.rows(sql);
        }
    }

    @Test
    void printsEveryEventThatIsRecorded() throws SQLException {
        Shell.Result result =
                shell.run(recorder("--print", "events", "--", PAIR, "traffic", NAME)).succeeds();
        List<String> printed =
                result.out().lines().map(line -> line.split(" ")[1]).sorted().toList();
        assertEquals(rows("SELECT '#' || packet AS p FROM events ORDER BY p"), printed);
        String flow = NAME + "-a nf:OUTPUT:first ICMP 127.0.0.1 > 127.0.0.1 type 8 id 77 seq 1";
        assertTrue(result.out().contains(flow + " len 84\n"), result.out());
    }

    /** Also reports at the end how many there were. */
    @Test
    void printsDropsWithReasonAndPlace() throws SQLException {
        Shell.Result result =
                shell.run(recorder("--print", "drops", "--dport", "9", "--", PAIR, "traffic", NAME))
                        .succeeds();
        String drops =
                "SELECT concat_ws(' ', 'DROP', drop_reason, 'at', drop_location) FROM events"
                        + " WHERE drop_location IS NOT NULL ORDER BY ts";
        assertEquals(3, rows(drops).size());
        assertEquals(
                rows(drops),
                result.out()
                        .lines()
                        .map(
                                line ->
                                        line.replaceFirst(
                                                ".*(DROP .* at [^ ]+) UDP 127.0.0.1:.*", "$1"))
                        .toList());
        assertTrue(
                result.err().contains("\n3 frees that the kernel calls drops: 3 "), result.err());
        assertTrue(result.err().contains("\nnext: skbtrail explain "), result.err());
    }

    /** As after "| head": the recording ends, and its trace is complete. */
    @Test
    void endsWhenNobodyReads() throws SQLException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "\"$0\" \"$@\" | head -2"));
        command.addAll(recorder("--quiet", "--print", "packets", "--duration", "40s", "--"));
        command.addAll(List.of("sh", "-c", "while sleep 0.2; do " + PAIR + " traffic " + NAME));
        command.set(command.size() - 1, command.get(command.size() - 1) + "; done");
        Shell.Result result = shell.run(command).succeeds();
        assertEquals(2, result.out().lines().count(), result.out());
        assertEquals("", result.err());
        assertEquals(
                List.of("output closed"),
                rows("SELECT value FROM events_metadata WHERE key = 'skbtrail.stop_reason'"));
    }
}
