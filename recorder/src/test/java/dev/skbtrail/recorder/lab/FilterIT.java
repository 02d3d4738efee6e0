package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares the filters in the kernel with SQL over a trace without a filter. All recorders record
 * the same packets, only those of the scenario's namespaces: the machine's own packets would be in
 * the traces of recorders that begin before the others and end after them.
 */
class FilterIT {

    /**
     * Options, and the condition that events of an unfiltered trace meet when the options match
     * them.
     */
    private static final Map<String, String> FILTERS = new LinkedHashMap<>();

    static {
        FILTERS.put("--host 198.51.100.2", "'198.51.100.2' IN (saddr, daddr)");
        FILTERS.put("--src 192.0.2.0/24", "saddr LIKE '192.0.2.%'");
        FILTERS.put("--dst 2001:db8:2::/48", "daddr LIKE '2001:db8:2:%'");
        FILTERS.put("--port 8080,8082", "sport IN (8080, 8082) OR dport IN (8080, 8082)");
        FILTERS.put("--sport 8080 --proto tcp", "sport = 8080 AND protocol = 'TCP'");
        FILTERS.put(
                "--proto udp,icmp6 --host 2001:db8:2::2 --host 198.51.100.2",
                "protocol IN ('UDP', 'ICMPv6') AND (saddr IN ('2001:db8:2::2', '198.51.100.2')"
                        + " OR daddr IN ('2001:db8:2::2', '198.51.100.2'))");
        FILTERS.put(
                "--tcp-flags syn,!ack", "tcp_flags LIKE '%SYN%' AND NOT tcp_flags LIKE '%ACK%'");
        FILTERS.put(
                "--dport 8081-8090 --ip-version 6",
                "dport BETWEEN 8081 AND 8090 AND ip_version = 6");
        FILTERS.put(
                "udp dst port 8082 and net 192.0.2.0/24 or tcp src port 8080",
                "protocol = 'UDP' AND dport = 8082 AND (saddr LIKE '192.0.2.%' OR"
                        + " daddr LIKE '192.0.2.%') OR protocol = 'TCP' AND sport = 8080");
        FILTERS.put("--iface router1", "ifname = 'router1'");
        FILTERS.put("--netns {server} --dport 8082", "netns_name LIKE '%-server' AND dport = 8082");
    }

    /**
     * Each packet from the first matching event on: what it is, and its path from there. Without
     * its end: the kernel may delay the end until the inner recorders have ended.
     */
    private static final String PACKETS =
            """
            SELECT concat_ws('|', any_value(protocol), any_value(saddr), any_value(daddr),
                             any_value(sport), any_value(dport), any_value(ip_id),
                             any_value(tcp_seq), any_value(icmp_seq), string_agg(
                             function || coalesce(ifname, ''), ' ' ORDER BY seq)) AS packet
            FROM %s AS e
            WHERE function NOT IN ('consume_skb', 'kfree_skb') AND seq >= (
                SELECT min(seq) FROM %s AS m
                WHERE m.packet = e.packet AND netns_name IS NOT NULL AND (%s))
            GROUP BY e.packet ORDER BY packet
            """;

    private final Shell shell = new Shell(Duration.ofMinutes(3), Map.of());
    @TempDir private Path directory;

    @BeforeAll
    static void needsRoot() {
        Requires.root();
    }

    @Test
    void recordExactlyThePacketsThatMatch() throws SQLException {
        List<String> options = List.copyOf(FILTERS.keySet());
        try (Scenario scenario = Scenario.up("filter")) {
            new NestedRecorders(directory)
                    .record(recorders(scenario, options), () -> sendPackets(scenario));
        }
        for (String option : options) {
            try (Trace trace = new Trace()) {
                trace.withEvents("everything", directory.resolve("everything.parquet"));
                trace.withEvents("filtered", file(options.indexOf(option)));
                Evidence.assertNothingLost(trace, "filtered");
                String condition = FILTERS.get(option);
                List<String> expected =
                        trace.rows(PACKETS.formatted("everything", "everything", condition));
                List<String> recorded =
                        trace.rows(PACKETS.formatted("filtered", "filtered", "true"));
                assertTrue(!expected.isEmpty(), "no packet is asked for by " + option);
                assertEquals(List.of(), without(expected, recorded), option + " leaves out");
                assertEquals(List.of(), without(recorded, expected), option + " adds");
            }
        }
    }

    private static List<String> without(List<String> all, List<String> some) {
        List<String> rest = new ArrayList<>(all);
        some.forEach(rest::remove);
        return rest;
    }

    private void sendPackets(Scenario scenario) {
        List<String> command = new ArrayList<>(List.of(Programs.SCENARIO, "traffic"));
        command.addAll(List.of(scenario.name(), directory.toString()));
        command.addAll(List.of("healthy", "udp-blocked", "udp-closed"));
        shell.run(command).succeeds();
    }

    private List<List<String>> recorders(Scenario scenario, List<String> options) {
        String all =
                "--netns "
                        + Stream.of("client", "router", "server")
                                .map(scenario::namespace)
                                .collect(Collectors.joining(","));
        List<List<String>> recorders = new ArrayList<>();
        recorders.add(recorder(directory.resolve("everything.parquet"), all));
        for (int i = 0; i < options.size(); i++) {
            String option = options.get(i).replace("{server}", scenario.namespace("server"));
            String where = option.contains("--netns") ? "" : all + " ";
            recorders.add(recorder(file(i), where + option));
        }
        return recorders;
    }

    private static List<String> recorder(Path file, String options) {
        List<String> arguments = new ArrayList<>(List.of("--backend", "restricted"));
        arguments.addAll(List.of("-o", file.toString()));
        arguments.addAll(List.of(options.split(" ")));
        return arguments;
    }

    private Path file(int number) {
        return directory.resolve("filtered-" + number + ".parquet");
    }
}
