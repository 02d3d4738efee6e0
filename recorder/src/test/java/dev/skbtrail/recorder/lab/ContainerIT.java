package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process in a cgroup and a network namespace like those of a container. */
class ContainerIT {
    private static final String ID =
            "5b".repeat(28) + String.format("%08x", ProcessHandle.current().pid());
    private static final String NAME = ID.substring(0, 12);

    /** In the first hierarchy that allows it; the process waits for a signal. */
    private static final String START =
            """
            for all in /sys/fs/cgroup /sys/fs/cgroup/*; do
                [ -e "$all/cgroup.procs" ] && mkdir "$all/skbtrail-$0" 2>/dev/null && break
            done
            cgroup=$all/skbtrail-$0
            unshare -n sh -c '
                echo $$ > "$0/cgroup.procs"
                ip link set lo up
                echo $$ > "$1"
                echo ready >&2
                exec sleep 50' "$cgroup" "$1" &
            child=$!
            trap 'kill $child; wait $child' TERM
            wait $child
            rmdir "$cgroup"
            """;

    private final Shell shell = new Shell(Duration.ofMinutes(1), Map.of());
    @TempDir private Path directory;

    @BeforeAll
    static void needsRoot() {
        Requires.root();
    }

    @Test
    void recordsAContainerAndNamesItsNamespace() throws SQLException {
        Path file = directory.resolve("t.parquet");
        Path pid = directory.resolve("pid");
        Shell.Running container = shell.start(List.of("sh", "-c", START, ID, pid.toString()));
        container.awaitMessage("ready");
        String ping = "nsenter -n -t $(cat " + pid + ") ping -c 2 -i 0.2 127.0.0.1";
        try {
            shell.run(
                            List.of(
                                    Programs.RECORD,
                                    "--backend",
                                    "restricted",
                                    "-o",
                                    file.toString(),
                                    "--container",
                                    ID,
                                    "--",
                                    "sh",
                                    "-c",
                                    ping))
                    .succeeds();
        } finally {
            container.signal("TERM");
            container.await();
        }

        try (Trace trace = new Trace()) {
            trace.withEvents("events", file);
            assertEquals(
                    List.of(NAME),
                    trace.rows("SELECT DISTINCT netns_name FROM events WHERE netns IS NOT NULL"));
            assertTrue(trace.number("SELECT count(DISTINCT packet) FROM events") >= 4);
            assertEquals(
                    List.of(NAME + " null null " + ID),
                    trace.rows(
                            """
                            SELECT c ->> 'label', c ->> 'container', c ->> 'pod', c ->> 'id'
                            FROM (
                                SELECT unnest(CAST(value AS JSON[])) AS c FROM events_metadata
                                WHERE key = 'skbtrail.containers')
                            WHERE (c ->> 'netns') = (SELECT any_value(netns) FROM events)
                            """));
        }
    }
}
