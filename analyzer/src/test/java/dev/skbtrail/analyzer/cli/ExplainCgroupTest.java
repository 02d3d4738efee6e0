package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drops by a cgroup's BPF program; it is named only if no other program can be the cause. */
class ExplainCgroupTest {
    /** Rejected while being sent, with and without a reason, and before delivery to a socket. */
    private static final String ROWS =
            """
            INSERT INTO event BY NAME
            SELECT make_timestamp_ns(packet) AS ts, 0 AS cpu, 'tracepoint' AS kind, packet, 0 AS seq,
                'kfree_skb' AS function, 'box' AS netns_name, 'UDP' AS protocol,
                '10.0.0.1' AS saddr, '10.0.0.' || packet AS daddr, reason AS drop_reason,
                location || '+0x1' AS drop_location
            FROM (VALUES (1, 'BPF_CGROUP_EGRESS', 'ip_finish_output'),
                (2, NULL, 'ip6_finish_output'),
                (3, 'SOCKET_FILTER', 'udp_queue_rcv_one_skb')) AS t (packet, reason, location);
            """;

    private static final String SENT =
            "%s drops UDP 10.0.0.1 > 10.0.0.%d, which its processes send in namespace box";

    @TempDir private Path directory;

    @Test
    void namesTheOnlyProgramForTheDirection() {
        String quota = "The BPF program quota (id 42) of cgroup /sys/fs/cgroup/jobs";
        String guard = "The BPF program (id 43) of cgroup /sys/fs/cgroup/web";
        assertEquals(
                List.of(
                        "error,certain,%s,1,1".formatted(SENT.formatted(quota, 1)),
                        "error,likely,%s drops UDP 10.0.0.1 > 10.0.0.3, which its processes are to receive in namespace box,1,1"
                                .formatted(guard),
                        "error,likely,%s,1,1".formatted(SENT.formatted(quota, 2))),
                found(
                        "{\"path\": \"/sys/fs/cgroup/jobs\", \"hook\": \"egress\", \"id\": 42, \"name\": \"quota\"},"
                                + "{\"path\": \"/sys/fs/cgroup/web\", \"hook\": \"ingress\", \"id\": 43, \"name\": \"\"}"));
    }

    @Test
    void namesAllThatMayHaveDoneIt() {
        assertEquals(
                "error,certain,"
                        + SENT.formatted("A BPF program of a cgroup", 1)
                        + "; it may be program a (id 1) of cgroup /x; program b (id 2) of cgroup /y,1,1",
                found(
                                "{\"path\": \"/x\", \"hook\": \"egress\", \"id\": 1, \"name\": \"a\"},"
                                        + "{\"path\": \"/y\", \"hook\": \"egress\", \"id\": 2, \"name\": \"b\"}")
                        .get(0));
    }

    /** Then only the drop reason that is unique to it can identify it. */
    @Test
    void claimsNothingElseWithoutASnapshot() {
        assertEquals(
                List.of("error,certain," + SENT.formatted("A BPF program of a cgroup", 1) + ",1,1"),
                Found.by("cgroup-program", SyntheticTrace.write(directory, "rows", ROWS)));
    }

    private List<String> found(String programs) {
        String snapshot =
                """
                INSERT INTO metadata SELECT 'skbtrail.snapshot', to_json({'readings': [
                    {'netns': NULL, 'netns_name': NULL, 'part': 'cgroup programs',
                        'moment': 'both', 'time': 1, 'source': 'query', 'left_out': 0,
                        'problem': NULL, 'items': CAST('[%s]' AS JSON)}]});
                """
                        .formatted(programs);
        return Found.by("cgroup-program", SyntheticTrace.write(directory, "rows", ROWS + snapshot));
    }
}
