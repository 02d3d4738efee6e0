package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules about IPsec, devices and bridges, each on a few rows and with what a snapshot says. */
class ExplainDevicesTest {
    @TempDir private Path directory;

    /** Namespace vpn counted one thing, namespace gw two, and namespace plain nothing. */
    @Test
    void saysWhatIpsecRefuses() {
        assertEquals(
                List.of(
                        "error,certain,An IPsec policy of namespace gw refuses UDP 10.0.0.1 >"
                                + " 10.0.0.2:53 at eth0: it forbids it, or asks for protection that"
                                + " it does not have; meanwhile XfrmInPolBlock grew by 2,"
                                + " XfrmOutNoStates grew by 3 (XFRM_POLICY),1,1",
                        "error,certain,An IPsec policy of namespace vpn refuses UDP 10.0.0.1 >"
                                + " 10.0.0.2:53 at eth0: it has to go encrypted, and there is no"
                                + " state (SA) to do it with; meanwhile XfrmOutNoStates grew by 4"
                                + " (XFRM_POLICY),1,1",
                        "error,certain,IPsec of namespace gw refuses AH from 10.0.0.1 to 10.0.0.2 at"
                                + " eth0: it has no state for it, or one that does not fit,1,1",
                        "error,certain,IPsec of namespace vpn refuses ESP from 10.0.0.1 to 10.0.0.2"
                                + " with SPI 0x0000bad1 at eth0: it has no state for it; meanwhile"
                                + " XfrmInNoStates grew by 1,1,1",
                        "error,likely,An IPsec policy of namespace vpn refuses UDP 10.0.0.1 >"
                                + " 10.0.0.2:53 at eth0: it has to go encrypted, and there is no"
                                + " state (SA) to do it with; meanwhile XfrmOutNoStates grew by 4,"
                                + "1,1"),
                found(
                        "ipsec-(state|policy)",
                        """
                        INSERT INTO event BY NAME
                        SELECT make_timestamp_ns(packet) AS ts, 0 AS cpu, 'tracepoint' AS kind, packet,
                            0 AS seq, 'kfree_skb' AS function, netns AS netns_name, 'eth0' AS ifname,
                            protocol, '10.0.0.1' AS saddr, '10.0.0.2' AS daddr, spi AS esp_spi,
                            CASE protocol WHEN 'UDP' THEN 53 END AS dport, reason AS drop_reason,
                            place || '+0x1' AS drop_location
                        FROM (VALUES
                            (1, 'vpn', 'ESP', 47825, 'xfrm_input', 'NOT_SPECIFIED'),
                            (2, 'gw', 'AH', NULL, 'xfrm_input', 'NOT_SPECIFIED'),
                            (3, 'vpn', 'UDP', NULL, 'ip_forward', 'XFRM_POLICY'),
                            (4, 'gw', 'UDP', NULL, 'ip_forward', 'XFRM_POLICY'),
                            (5, 'vpn', 'UDP', NULL, 'dst_discard_out', 'NOT_SPECIFIED'),
                            -- A route of a device that is gone.
                            (6, 'plain', 'UDP', NULL, 'dst_discard_out', 'NOT_SPECIFIED')
                        ) AS t (packet, netns, protocol, spi, place, reason);
                        """
                                + counted(
                                        "{'vpn': {'XfrmInNoStates': 1, 'XfrmOutNoStates': 4},"
                                                + " 'gw': {'XfrmInPolBlock': 2, 'XfrmOutNoStates': 3}}")));
    }

    /** What a snapshot says that namespaces counted: of each the names, with their growth. */
    private static String counted(String namespaces) {
        return """
                INSERT INTO metadata
                SELECT 'skbtrail.snapshot', to_json({'readings': list({
                    'netns': n, 'netns_name': name, 'part': 'counters', 'moment': moment,
                    'left_out': 0, 'items': CASE moment WHEN 'start' THEN [] ELSE items END})})
                FROM (
                    SELECT row_number() OVER () AS n, name, (
                        SELECT list({'name': c.key, 'value': c.value})
                        FROM json_each(counters) AS c) AS items
                    FROM (SELECT key AS name, value AS counters FROM json_each('%s'))
                ) AS t CROSS JOIN (VALUES ('start'), ('end')) AS m (moment);
                """
                .formatted(namespaces.replace('\'', '"'));
    }

    private List<String> found(String rules, String rows) {
        return Found.by(rules, SyntheticTrace.write(directory, "rows", rows));
    }
}
