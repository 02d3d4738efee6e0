package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packets that netfilter drops after source NAT by a rule with few ports. */
class ExplainSnatTest {
    /**
     * Drop 1 has a port of the rule with an address, 2 another port, 3 its own source, and 4 is in
     * another namespace; 5 was rejected by conntrack and has a port of the other rule.
     */
    private static final String ROWS =
            """
            INSERT INTO event BY NAME
            SELECT make_timestamp_ns(packet * 10 + s) AS ts, 0 AS cpu, kind, packet, s AS seq,
                function, netns AS netns_name, 'eth0' AS ifname, 'UDP' AS protocol,
                CASE WHEN s = 0 AND packet <> 3 THEN '10.0.0.7' ELSE '192.0.2.1' END AS saddr,
                CASE s WHEN 0 THEN 40001 ELSE sport END AS sport,
                '198.51.100.' || packet AS daddr, 53 AS dport, hook AS nf_hook, verdict,
                CASE s WHEN 3 THEN 'NETFILTER_DROP' END AS drop_reason,
                CASE s WHEN 3 THEN 'nf_hook_slow+0x1' END AS drop_location
            FROM (VALUES (1, 'gw', 1030), (2, 'gw', 1040), (3, 'gw', 1030), (4, 'other', 1030),
                (5, 'gw', 2001)) AS p (packet, netns, sport)
            CROSS JOIN (VALUES
                (0, 'entry', 'ip_rcv', NULL, NULL),
                (1, 'entry', 'nf_hook_slow', 'POSTROUTING', NULL),
                (2, 'return', 'nf_confirm', NULL, 'DROP'),
                (3, 'tracepoint', 'kfree_skb', NULL, NULL)) AS e (s, kind, function, hook, verdict)
            WHERE packet = 5 OR s IN (0, 3);
            UPDATE event SET seq = 1 WHERE packet < 5 AND seq = 3;
            """;

    private static final String CONFIGURATION =
            """
            INSERT INTO metadata SELECT 'skbtrail.snapshot', to_json({'readings': list({
                'netns': 1, 'netns_name': 'gw', 'part': part, 'moment': moment, 'time': 1,
                'source': part, 'left_out': 0, 'problem': NULL, 'items': CAST(items AS JSON)})})
            FROM (VALUES
                ('nft', 'both', '["table ip nat {", "\\tchain out {",
                    "\\t\\ttype nat hook postrouting priority srcnat; policy accept;",
                    "\\t\\tudp dport 53 snat to 192.0.2.1:1024-1031 # handle 4",
                    "\\t\\tmasquerade to :2000-2001 # handle 5",
                    "\\t\\tsnat to 192.0.2.1 # handle 6", "\\t}", "}"]'),
                ('counters', 'start', '[]'),
                ('counters', 'end', '[{"name": "nf_conntrack_insert_failed", "value": %d}]')
            ) AS r (part, moment, items);
            """;

    @TempDir private Path directory;

    @Test
    void namesTheRule() {
        assertEquals(
                List.of(
                        "error,certain,Netfilter drops UDP 192.0.2.1 > 198.51.100.2:53 (and 1 more"
                                + " flow) of namespace"
                                + " gw; the trace does not show whether by a rule, a policy,"
                                + " connection tracking or NAT,2,2",
                        "error,certain,Netfilter drops UDP 192.0.2.1 > 198.51.100.4:53 of namespace"
                                + " other; the trace does not show whether by a rule, a policy,"
                                + " connection tracking or NAT,1,1",
                        "error,likely,SNAT has no free source port for UDP 192.0.2.1 > 198.51.100.1:53"
                                + " in namespace gw: rule handle 4 (udp dport 53 snat to"
                                + " 192.0.2.1:1024-1031) of chain out, table nat, gives 8 ports, which"
                                + " other connections have; meanwhile nf_conntrack_insert_failed grew"
                                + " by 2,1,1",
                        "error,likely,SNAT has no free source port for UDP 192.0.2.1 > 198.51.100.5:53"
                                + " in namespace gw: rule handle 5 (masquerade to :2000-2001) of chain"
                                + " out, table nat, gives 2 ports, which other connections have;"
                                + " meanwhile nf_conntrack_insert_failed grew by 2,1,1"),
                found(CONFIGURATION.formatted(2)));
    }

    /**
     * Fewer allocations failed than packets were dropped: another part of netfilter dropped some.
     */
    @Test
    void claimsNoMoreThanWasCounted() {
        assertEquals(
                List.of("possible", "possible"),
                found(CONFIGURATION.formatted(1)).stream()
                        .filter(finding -> finding.contains("SNAT"))
                        .map(finding -> finding.split(",")[1])
                        .toList());
        assertEquals(
                List.of(),
                found(CONFIGURATION.formatted(0)).stream()
                        .filter(finding -> finding.contains("SNAT"))
                        .toList());
    }

    private List<String> found(String configuration) {
        return Found.by(
                "(snat-ports|netfilter-drop|conntrack)",
                SyntheticTrace.write(directory, "rows", ROWS + configuration));
    }
}
