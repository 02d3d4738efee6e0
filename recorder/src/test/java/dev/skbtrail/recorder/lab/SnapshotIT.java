package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
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

/**
 * The configuration in the footer is that of the namespace before the first packet and after the
 * last.
 */
class SnapshotIT {
    /** One row for each reading in the JSON. */
    private static final String READINGS =
            """
            CREATE VIEW readings AS
            SELECT item ->> 'netns_name' AS netns, item ->> 'part' AS part,
                   item ->> 'moment' AS moment, item -> 'items' AS items,
                   item ->> 'problem' AS problem, item
            FROM (SELECT unnest(CAST(CAST(value AS JSON) -> 'readings' AS JSON[])) AS item
                  FROM recorded_metadata WHERE key = 'skbtrail.snapshot')
            """;

    /** What the command does during the recording. */
    private static final String CHANGE =
            "ping -c 3 -i 0.1 -q 127.0.0.1; sysctl -qw net.ipv4.ip_forward=1";

    private final String namespace = "skbt-snapshot-" + ProcessHandle.current().pid();
    private final Shell shell = new Shell(Duration.ofMinutes(1), Map.of());
    @TempDir private Path directory;

    @BeforeAll
    static void needsRoot() {
        Requires.root();
    }

    @BeforeEach
    void makeNamespace() {
        shell.run("ip", "netns", "add", namespace).succeeds();
        inside("ip", "link", "set", "lo", "up");
        inside("sysctl", "-qw", "net.ipv4.ip_forward=0");
        inside("sysctl", "-qw", "net.ipv4.ip_default_ttl=171");
        inside("ip", "route", "add", "blackhole", "203.0.113.0/24", "table", "77");
        inside("ip", "rule", "add", "to", "203.0.113.0/24", "lookup", "77");
        inside("tc", "qdisc", "add", "dev", "lo", "root", "pfifo", "limit", "7");
        inside(
                "nft",
                "add table inet planted;"
                        + " add chain inet planted in { type filter hook input priority 0; };"
                        + " add rule inet planted in icmp type echo-request counter accept");
        inside(
                "ip",
                "xfrm",
                "policy",
                "add",
                "src",
                "203.0.113.0/24",
                "dst",
                "203.0.113.7/32",
                "proto",
                "udp",
                "dport",
                "6135",
                "dir",
                "out",
                "priority",
                "7",
                "tmpl",
                "src",
                "203.0.113.1",
                "dst",
                "203.0.113.2",
                "proto",
                "esp",
                "reqid",
                "9",
                "mode",
                "tunnel");
    }

    @AfterEach
    void removeNamespace() {
        shell.run("ip", "netns", "delete", namespace).succeeds();
    }

    @Test
    void holdsWhatIsConfiguredAtTheStartAndWhatHasChangedAtTheEnd() throws SQLException {
        try (Trace trace = record()) {
            assertItems(
                    trace,
                    "ipv4 routes",
                    "item ->> 'type', item ->> 'dst', item ->> 'table'",
                    "item ->> 'table' = '77'",
                    "both blackhole 203.0.113.0/24 77");
            assertItems(
                    trace,
                    "ipv4 rules",
                    "item ->> 'dst', item ->> 'dstlen', item ->> 'table'",
                    "item ->> 'table' = '77'",
                    "both 203.0.113.0 24 77");
            assertIpsec(trace);
            assertItems(
                    trace,
                    "qdiscs",
                    "item ->> 'dev', item ->> 'kind', item ->> '$.options.limit'",
                    "true",
                    "end lo pfifo 7",
                    "start lo pfifo 7");
            assertItems(
                    trace,
                    "sysctls",
                    "replace(item ->> 'name', 'net/ipv4/', ''), item ->> 'value'",
                    "item ->> 'name' IN ('net/ipv4/ip_forward', 'net/ipv4/ip_default_ttl')",
                    "end ip_default_ttl 171",
                    "end ip_forward 1",
                    "start ip_default_ttl 171",
                    "start ip_forward 0");
            assertItems(
                    trace,
                    "nft",
                    "regexp_extract(item ->> '$', 'packets (\\d+)', 1)",
                    "contains(item ->> '$', 'echo-request')",
                    "end 3",
                    "start 0");
            assertItems(
                    trace,
                    "counters",
                    "item ->> 'value'",
                    "item ->> 'name' = 'IcmpInEchos'",
                    "end 3");
            assertEquals(List.of(), trace.rows("FROM readings WHERE problem IS NOT NULL"));
        }
    }

    private void assertIpsec(Trace trace) throws SQLException {
        assertItems(
                trace,
                "xfrm policies",
                "item ->> 'dport', item ->> 'dir', item ->> 'priority',"
                        + " item ->> '$.templates[0].dst', item ->> '$.templates[0].reqid'",
                "true",
                "both 6135 out 7 203.0.113.2 9");
    }

    /** Lists the members that only one of the two has. */
    @Test
    void isAsTheContractDescribesIt() throws SQLException {
        try (Trace trace = record()) {
            trace.run(
                    "CREATE VIEW contract AS FROM read_csv('"
                            + Repository.file("queries/schema/snapshot.csv")
                            + "', header = true, all_varchar = true)");
            assertEquals(
                    List.of(),
                    trace.rows(
                            """
                            SELECT * FROM (
                                SELECT unnest(json_keys(item)) AS member FROM readings
                            ) FULL JOIN (
                                SELECT replace(member, 'readings[].', '') AS member FROM contract
                                WHERE member LIKE 'readings[].%') USING (member)
                            WHERE member NOT IN (SELECT unnest(json_keys(item)) FROM readings)
                               OR member NOT IN (
                                   SELECT replace(member, 'readings[].', '') FROM contract
                                   WHERE member IS NOT NULL)
                            """));
            assertEquals(
                    List.of(),
                    trace.rows(
                            "SELECT DISTINCT part FROM readings"
                                    + " WHERE part NOT IN (SELECT part FROM contract"
                                    + " WHERE part IS NOT NULL)"));
            assertEquals(
                    List.of(),
                    trace.rows(
                            """
                            SELECT part, unnest(json_keys(item)) AS member FROM (
                                SELECT part, unnest(CAST(items AS JSON[])) AS item FROM readings
                                WHERE part IN ('counters', 'sysctls', 'listeners'))
                            EXCEPT SELECT part, member FROM contract
                            """));
        }
    }

    @Test
    void isLeftOutOnRequest() throws SQLException {
        try (Trace trace = new Trace().withEvents("recorded", run(List.of("--no-snapshot")))) {
            assertEquals(
                    0,
                    trace.number(
                            "SELECT count(*) FROM recorded_metadata"
                                    + " WHERE key = 'skbtrail.snapshot'"));
        }
    }

    private Trace record() throws SQLException {
        Trace trace = new Trace().withEvents("recorded", run(List.of()));
        trace.run(READINGS);
        return trace;
    }

    private Path run(List<String> options) {
        Path file = directory.resolve("trace.parquet");
        List<String> command = new ArrayList<>(List.of(Programs.RECORD, "-o", file.toString()));
        command.addAll(List.of("--netns", namespace));
        command.addAll(options);
        command.addAll(List.of("--", "ip", "netns", "exec", namespace, "sh", "-c", CHANGE));
        shell.run(command).succeeds();
        assertTrue(Files.exists(file));
        return file;
    }

    private void assertItems(
            Trace trace, String part, String columns, String condition, String... expected)
            throws SQLException {
        assertEquals(
                List.of(expected),
                trace.rows(
                        """
                        SELECT moment, %s FROM (
                            SELECT moment, unnest(CAST(items AS JSON[])) AS item FROM readings
                            WHERE netns = '%s' AND part = '%s')
                        WHERE %s ORDER BY ALL
                        """
                                .formatted(columns, namespace, part, condition)));
    }

    private void inside(String... command) {
        List<String> line = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        line.addAll(List.of(command));
        shell.run(line).succeeds();
    }
}
