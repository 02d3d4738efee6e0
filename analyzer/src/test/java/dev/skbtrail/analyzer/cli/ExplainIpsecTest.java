package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An IPsec policy or state is named if the snapshot leaves no other candidate. */
class ExplainIpsecTest {
    /** Forwarded, delivered, sent without a state, and two received as ESP. */
    private static final String ROWS =
            """
            INSERT INTO event BY NAME
            SELECT make_timestamp_ns(packet) AS ts, 0 AS cpu, 'tracepoint' AS kind, packet,
                0 AS seq, 'kfree_skb' AS function, 'gw' AS netns_name, 'eth0' AS ifname,
                protocol, '10.0.0.1' AS saddr, daddr, dport, spi AS esp_spi,
                reason AS drop_reason, place || '+0x1' AS drop_location
            FROM (VALUES
                (1, 'UDP', '10.0.1.1', 53, NULL, 'XFRM_POLICY', 'ip_forward'),
                (2, 'UDP', '10.0.1.1', 54, NULL, 'XFRM_POLICY', 'ip_forward'),
                (3, 'TCP', '10.0.2.1', 22, NULL, 'XFRM_POLICY', 'tcp_v4_rcv'),
                (4, 'UDP', '10.0.3.1', 53, NULL, 'XFRM_POLICY', 'ip_forward'),
                (5, 'ESP', '10.0.4.1', NULL, 256, 'NOT_SPECIFIED', 'xfrm_input'),
                (6, 'ESP', '10.0.4.1', NULL, 257, 'NOT_SPECIFIED', 'xfrm_input')
            ) AS t (packet, protocol, daddr, dport, spi, reason, place);
            """;

    /** For port 53 the second policy is not consulted, for port 54 it is; two protect 10.0.3.1. */
    private static final String CONFIGURATION =
            """
            INSERT INTO metadata SELECT 'skbtrail.snapshot', to_json({'readings': [
                {'netns': 1, 'netns_name': 'gw', 'part': 'xfrm policies', 'moment': 'both',
                    'left_out': 0, 'problem': NULL, 'items': CAST('[
                    {"src": "10.0.0.0/24", "dst": "10.0.1.1/32", "proto": "udp", "dport": 53,
                        "dir": "fwd", "action": "block", "index": 1, "priority": 5},
                    {"src": "0.0.0.0/0", "dst": "10.0.1.0/24", "dir": "fwd", "action": "block",
                        "index": 2, "priority": 7},
                    {"src": "0.0.0.0/0", "dst": "10.0.1.0/24", "dir": "in", "action": "block",
                        "index": 3, "priority": 0},
                    {"src": "10.0.0.1/32", "dst": "10.0.2.1/32", "proto": "tcp", "dir": "in",
                        "action": "allow", "index": 4, "priority": 0, "templates": [
                            {"src": "0.0.0.0", "dst": "0.0.0.0", "proto": "esp",
                                "reqid": 9, "mode": "transport", "level": "required"}]},
                    {"src": "10.0.0.1/32", "dst": "10.0.2.1/32", "proto": "udp", "dir": "in",
                        "action": "block", "index": 5, "priority": 0},
                    {"src": "0.0.0.0/0", "dst": "10.0.3.0/24", "dir": "out", "action": "allow",
                        "index": 6, "priority": 0, "templates": [
                            {"src": "10.9.0.1", "dst": "10.9.0.2", "proto": "esp",
                                "reqid": 7, "mode": "tunnel", "level": "required"}]}]' AS JSON)},
                {'netns': 1, 'netns_name': 'gw', 'part': 'xfrm states', 'moment': 'both',
                    'left_out': 0, 'problem': NULL, 'items': CAST('[
                    {"src": "10.9.0.1", "dst": "10.9.0.2", "proto": "esp", "spi": 11,
                        "reqid": 8, "mode": "tunnel"},
                    {"src": "10.9.0.1", "dst": "10.9.0.2", "proto": "esp", "spi": 0,
                        "reqid": 7, "mode": "tunnel"},
                    {"src": "10.0.0.1", "dst": "10.0.4.1", "proto": "esp", "spi": 256,
                        "reqid": 0, "mode": "transport",
                        "encap": {"type": "espinudp", "sport": 4500, "dport": 4500}}]' AS JSON)}]});
            """;

    @TempDir private Path directory;

    @Test
    void namesThePolicyAndTheStates() {
        assertEquals(
                List.of(
                        policy(
                                "fwd priority 7",
                                "src 0.0.0.0/0 dst 10.0.1.0/24",
                                "UDP 10.0.0.1 > 10.0.1.1:54",
                                "its action is block"),
                        policy(
                                "out",
                                "src 0.0.0.0/0 dst 10.0.3.0/24",
                                "UDP 10.0.0.1 > 10.0.3.1:53",
                                "it has to be encrypted, but no state (SA) exists for it; it asks for"
                                        + " ESP in tunnel mode from 10.9.0.1 to 10.9.0.2, reqid 7;"
                                        + " the states to that end are SPI 0x0000000b, tunnel mode,"
                                        + " reqid 8"),
                        policy(
                                "fwd priority 5",
                                "src 10.0.0.0/24 dst 10.0.1.1/32 proto udp dport 53",
                                "UDP 10.0.0.1 > 10.0.1.1:53",
                                "its action is block"),
                        policy(
                                "in",
                                "src 10.0.0.1/32 dst 10.0.2.1/32 proto tcp",
                                "TCP 10.0.0.1 > 10.0.2.1:22",
                                "it came without the protection that the policy asks for, or with"
                                        + " another; it asks for ESP in transport mode, reqid 9")),
                found("ipsec-policy", ROWS + CONFIGURATION));
    }

    @Test
    void saysWhatStateThereIsForAnSpi() {
        String refused =
                "error,certain,IPsec of namespace gw refuses ESP from 10.0.0.1 to 10.0.4.1 with SPI"
                        + " 0x000001%s at eth0: it has no state for it, or one that does not fit; %s"
                        + " SPI 0x00000100, transport mode, in UDP port 4500,1,1";
        assertEquals(
                List.of(
                        refused.formatted("00", "its state has"),
                        refused.formatted("01", "the states between these addresses have")),
                found("ipsec-state", ROWS + CONFIGURATION));
    }

    @Test
    void namesNoneOfSeveralAndNoneWithoutASnapshot() {
        String second = CONFIGURATION.replace("\"dport\": 53", "\"dport\": 53, \"sport\": 7");
        assertEquals(
                List.of(
                        "error,certain,An IPsec policy of namespace gw refuses UDP 10.0.0.1 >"
                                + " 10.0.1.1:53 at eth0: it forbids it, or asks for protection that"
                                + " it does not have; it may be src 0.0.0.0/0 dst 10.0.1.0/24 dir fwd"
                                + " priority 7; src 10.0.0.0/24 dst 10.0.1.1/32 proto udp sport 7"
                                + " dport 53 dir fwd priority 5 (XFRM_POLICY),1,1"),
                found("ipsec-policy", ROWS + second).stream()
                        .filter(finding -> finding.contains("An IPsec"))
                        .toList());
        assertEquals(
                List.of(
                        "error,certain,An IPsec policy of namespace gw refuses UDP 10.0.0.1 >"
                                + " 10.0.1.1:53 (and 3 more flows) at eth0: it forbids it, or asks"
                                + " for protection that it does not have (XFRM_POLICY),4,4"),
                found("ipsec-policy", ROWS));
    }

    private static String policy(String direction, String selector, String flow, String why) {
        return "error,certain,The IPsec policy %s dir %s of namespace gw refuses %s at eth0: %s"
                .formatted(selector, direction, flow, why)
                .concat(" (XFRM_POLICY),1,1");
    }

    private List<String> found(String rules, String rows) {
        return Found.by(rules, SyntheticTrace.write(directory, "rows", rows));
    }
}
