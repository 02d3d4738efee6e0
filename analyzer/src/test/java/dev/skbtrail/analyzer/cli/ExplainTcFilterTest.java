package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A drop at a tc hook names the filter or program if no other one there can be the cause. */
class ExplainTcFilterTest {
    /** Dropped at ingress of eth0 and of eth1, and at egress of eth0. */
    private static final String ROWS =
            """
            INSERT INTO event BY NAME
            SELECT make_timestamp_ns(packet) AS ts, 0 AS cpu, 'tracepoint' AS kind, packet, 0 AS seq,
                'kfree_skb' AS function, 'gw' AS netns_name, ifname, 'UDP' AS protocol,
                '10.0.0.1' AS saddr, '10.0.0.' || packet AS daddr, reason AS drop_reason,
                'tc_run+0x1' AS drop_location
            FROM (VALUES (1, 'eth0', 'TC_INGRESS'), (2, 'eth1', 'TC_INGRESS'),
                (3, 'eth0', 'TC_EGRESS'), (4, 'eth2', 'TC_EGRESS')) AS t (packet, ifname, reason);
            """;

    /**
     * On eth0 one filter can drop and one cannot; on eth1 two can; at egress of eth0 there is none,
     * and eth2 has a tcx program.
     */
    private static final String FILTERS =
            """
            INSERT INTO metadata SELECT 'skbtrail.snapshot', to_json({'readings': [
                {'netns': 1, 'netns_name': 'gw', 'part': 'tc filters', 'moment': 'both', 'time': 1,
                    'source': 'tc', 'left_out': 0, 'problem': NULL, 'items': CAST('[
                    {"dev": "eth0", "hook": "ingress", "kind": "bpf", "pref": 7, "chain": 0,
                        "options": {"handle": "0x1", "prog": {"id": 42, "name": "guard"}}},
                    {"dev": "eth0", "hook": "ingress", "kind": "matchall", "pref": 9, "chain": 0,
                        "options": {"handle": 1, "actions": [
                            {"kind": "gact", "control_action": {"type": "pass"}}]}},
                    {"dev": "eth1", "hook": "ingress", "kind": "flower", "pref": 1, "chain": 0,
                        "options": {"handle": 1, "actions": [
                            {"kind": "gact", "control_action": {"type": "drop"}}]}},
                    {"dev": "eth1", "hook": "ingress", "kind": "bpf", "pref": 2, "chain": 0,
                        "options": {"handle": "0x1", "bpf_name": "other.o:[tc]"}},
                    {"dev": "eth2", "hook": "egress", "kind": "tcx",
                        "options": {"prog": {"id": 43, "name": "gate"}}}]' AS JSON)}]});
            """;

    @TempDir private Path directory;

    @Test
    void namesTheOnlyFilterThatCanDrop() {
        assertEquals(
                List.of(
                        "error,certain,A tc filter or tcx program drops UDP 10.0.0.1 > 10.0.0.2 at"
                                + " ingress of eth1 in namespace gw; it may be bpf filter (pref 2, handle 0x1,"
                                + " program other.o:[tc]); flower filter (pref 1, handle 1),1,1",
                        drop("A tc filter or tcx program", 3, "egress", 0),
                        drop("The bpf filter (pref 7, handle 0x1, program guard)", 1, "ingress", 0),
                        drop("The tcx program gate (id 43)", 4, "egress", 2)),
                found(ROWS + FILTERS));
    }

    @Test
    void namesNoneWithoutASnapshot() {
        assertEquals(drop("A tc filter or tcx program", 2, "ingress", 1), found(ROWS).get(1));
    }

    private static String drop(String filter, int packet, String hook, int device) {
        return "error,certain,%s drops UDP 10.0.0.1 > 10.0.0.%d at %s of eth%d in namespace gw,1,1"
                .formatted(filter, packet, hook, device);
    }

    private List<String> found(String rows) {
        return Found.by("tc-filter", SyntheticTrace.write(directory, "rows", rows));
    }
}
