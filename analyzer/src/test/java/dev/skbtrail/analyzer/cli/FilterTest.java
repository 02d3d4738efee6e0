package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Filters at read time: which packets of traces/router.sql each of them selects. */
class FilterTest {
    private static final Path ROUTER = SyntheticTrace.shared("router");
    private static final Path LOSSY = SyntheticTrace.shared("lossy");

    @TempDir private static Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--host | 10.0.9.9 | 1 3",
                "--host | 10.0.1.0/24 | 1 2 3 5",
                "--host | 0.0.0.0/0 | 1 2 3 5",
                "--host | FD00:1:0:0:0:0:0:2 | 4",
                "--host | fd00::/8,10.0.9.9/32 | 1 3 4",
                "--port | 8080 | 1 3",
                "--port | 50-80,9999 | 1 2 3 4",
                "--proto | tcp | 1 3",
                "--proto | UDP,icmp | 2 4 5",
                "--iface | eth1 | 4",
                "--netns | client | 5",
                "--netns | 4026531840 | 1 3",
                "--packet | 2,6 | 2 6",
                "--flow | UDP 10.0.0.2:5001 > 10.0.1.2:9999 | 2",
                "--flow | 10.0.1.2 > 10.0.0.2 | 1 2 3 5",
                "--flow | udp [fd00:1::1]:53 > [fd00:1::2]:6000 | 4",
                "--since | 11.3us | 2 4 5 6",
                "--until | 1.05us | 1 3",
                "--until | 1970-01-01T00:00:00.000011 | 1 2 3",
                "--where | drop_reason IS NOT NULL | 2 5 6",
                "--where | packet IN (SELECT packet FROM drops WHERE usual IS NULL) | 2",
            })
    void leavesThePacketsThatMatchAtAnyEventAndTheirClones(
            String option, String value, String packets) {
        assertEquals(packets, packetsWith(option, value));
    }

    @Test
    void wantsEveryConditionAtOneEvent() {
        assertEquals("2", packetsWith("--host", "10.0.0.2", "--proto", "udp"));
        assertEquals("1 3", packetsWith("--port", "8080", "--where", "ttl = 64"));
        String port = "no packet matches port 80, where ttl = 63 at one and the same event";
        assertNothing(port, "--port", "80", "--where", "ttl = 63");
        String both = "no packet matches host 10.0.9.9, proto udp at one and the same event";
        assertNothing(both, "--host", "10.0.9.9", "--proto", "udp");
    }

    /** The flow as reports print it. */
    @Test
    void findsAFlowOfArp() {
        Path overlay = SyntheticTrace.root().resolve("sample-traces/overlay/trace.parquet");
        String sql = "SELECT DISTINCT flow FROM packets WHERE flow LIKE 'ARP 192.0.2.1 >%'";
        String flow = Reports.csv("sql", overlay, sql).lines().skip(1).findFirst().orElse("");
        assertEquals("ARP 192.0.2.1 > 192.0.2.2", flow);
        String found = Reports.csv("packets", overlay, "--flow", flow);
        assertTrue(found.lines().skip(1).allMatch(line -> line.contains(",ARP 192.0.2.")), found);
    }

    @Test
    void keepsAPacketWhole() {
        String sql = "SELECT count(*) AS events FROM events";
        String[] args = {"sql", ROUTER.toString(), sql, "--port", "8080", "--format", "csv"};
        assertEquals("events\n13\n", Cli.run((Object[]) args).out());
    }

    @Test
    void takesAlongWhatWasMadeOfAPacket() {
        Path datagram =
                SyntheticTrace.write(
                        directory,
                        "datagram",
                        """
                        INSERT INTO event BY NAME
                        SELECT make_timestamp_ns(col0) AS ts, 0 AS cpu, col1 AS kind,
                            col2 AS packet, col3 AS seq, col4 AS parent,
                            col5 AS lineage, col6 AS function, col7 AS dport
                        FROM (VALUES
                            (1, 'function', 1, 0, NULL, NULL, 'ip_output', 53),
                            (2, 'lineage', 2, 0, 1, 'fragment', 'ip_do_fragment', NULL),
                            (3, 'lineage', 3, 0, 2, 'clone', 'skb_clone', NULL),
                            (4, 'function', 4, 0, NULL, NULL, 'ip_output', 54),
                            (5, 'lineage', 5, 0, 4, 'clone', 'skb_clone', 54))""");
        String sql = "SELECT DISTINCT packet FROM events ORDER BY packet";
        assertEquals(
                "packet\n1\n2\n3\n",
                Cli.run("sql", datagram, sql, "--port", 53, "--format", "csv").out());
        assertEquals(
                "packet\n1\n",
                Cli.run("sql", datagram, sql, "--packet", 1, "--format", "csv").out());
    }

    /** One misspelt name among several would silently select too little. */
    @Test
    void saysWhichOfSeveralValuesNoPacketMatches() {
        String err = Cli.run("sql", ROUTER, "FROM packets", "--iface", "eth1,etj0").err();
        assertTrue(
                err.startsWith(
                        "filter: iface eth1 or etj0; no packet matches iface etj0; in the "
                                + "trace: interfaces "),
                err);
        assertTrue(err.endsWith("did you mean eth0?\n"), err);
        assertEquals(
                "filter: packet 1 or 99; no packet matches packet 99; in the trace: packets 1 to 6\n",
                Cli.run("sql", ROUTER, "FROM packets", "--packet", "1,99").err());
        String[] both = {"--packet", "99,1,98", "--proto", "foo,tcp"};
        assertEquals(
                "filter: proto foo or tcp, packet 99 or 1 or 98; no packet matches proto foo; in the "
                        + "trace: protocols TCP, UDP, ICMP; no packet matches packet 99 or 98; in the "
                        + "trace: packets 1 to 6\n",
                Cli.run("sql", ROUTER, "FROM packets", both[0], both[1], both[2], both[3]).err());
    }

    @Test
    void saysInTheHeadingWhichFilterIsInForce() {
        String out =
                Cli.run("drops", ROUTER, "--host", "10.0.0.2", "--port", "9999,9000-9999").out();
        assertTrue(
                out.startsWith(
                        """
                        Drops: where and why
                        complete: 0 events lost, 1 packets, none with gaps
                        filter: host 10.0.0.2, port 9999 or 9000-9999
                        """),
                out);
        String err = Cli.run("sql", ROUTER, "FROM packets", "--packet", "1").err();
        assertEquals("filter: packet 1\n", err);
    }

    @Test
    void keepsLossesAndEventsWithoutAPacketInSight() {
        String out = Cli.run("losses", LOSSY, "--packet", 1).out();
        assertTrue(out.contains("TRACE INCOMPLETE: 13 events lost"), out);
        assertTrue(out.contains("0 of 1 packets have gaps"), out);
        Path untracked =
                SyntheticTrace.write(
                        directory,
                        "untracked",
                        """
                        INSERT INTO event BY NAME
                        SELECT make_timestamp_ns(1) AS ts, 0 AS cpu, 'tracepoint' AS kind,
                            'kfree_skb' AS function, NULL AS packet, NULL AS seq, 'TCP_CSUM' AS drop_reason
                        UNION ALL
                        SELECT make_timestamp_ns(2), 0, 'entry', 'ip_rcv', 1, 0, NULL""");
        String drops = Cli.run("drops", untracked, "--packet", 1).out();
        assertTrue(drops.contains("packet 1; 1 events without a packet are shown too"), drops);
        assertTrue(drops.contains("TCP_CSUM"), drops);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--host | 10.0.0 | --host: 10.0.0 is not an address or network",
                "--host | 10.0.0.256 | is not an address or network",
                "--host | fd00::1::2 | is not an address or network",
                "--host | 10.0.0.0/33 | is not an address or network",
                "--port | 70000 | --port: 70000: ports go from 0 to 65535",
                "--port | http | http is not a port",
                "--port | 9-8 | lower one first",
                "--packet | one | --packet: one is not a whole number from 1 on",
                "--flow | a b c | a b c is not a flow, as in \"TCP 10.0.0.1:5000 > 10.0.0.2:80\"",
                "--since | soon | --since: soon is not a moment, as in 1.5s",
                "--where | 1) , (2 | --where: 1) , (2 is not one expression",
                "--where | true) FROM events WHERE (true | is not one expression",
                "--where | len | --where: len is BIGINT; give a condition",
                "--where | len > | --where: syntax error",
                "--where | nothing = 1 | \"nothing\" not found",
                "--where | sum(len) > 1 | cannot contain aggregates",
                "--where | 1 IN (SELECT 1 FROM read_csv('x')) | disabled",
            })
    void refusesWhatIsNoFilterInOneLine(String option, String value, String message) {
        Cli.Result result = Cli.run("drops", ROUTER, option, value);
        assertEquals(2, result.exitCode(), result.out());
        assertTrue(result.err().contains(message), result.err());
        assertEquals(1, result.err().lines().count());
        assertEquals("", result.out());
    }

    /** Used to print "complete ... No packet was dropped", which reads as good news. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--iface | eth7 | iface eth7; in the trace: interfaces eth0, eth1, c0; did you mean eth0?",
                "--proto | foo | proto foo; in the trace: protocols ",
                "--proto | tcpp | did you mean TCP?",
                "--netns | cleint | did you mean client?",
                "--host | 10.0.0.99 | host 10.0.0.99; in the trace: addresses 10.0.",
                "--packet | 77777 | packet 77777; in the trace: packets 1 to 6",
                "--flow | TCP 10.9.9.9 > 10.0.0.1 | ; skbtrail flows lists the flows",
                "--since | 2030-01-01T00:00:00 | in the trace: last event 1970-01-01 00:00:00.0000",
                "--until | 1950-01-01T00:00:00 | in the trace: first event 1970-01-01 00:00:00.0000",
                "--where | len > 99999 | no packet matches where len > 99999",
            })
    void refusesWhatMatchesNothingAndNamesWhatThereIs(String option, String value, String message) {
        assertNothing(message, option, value);
    }

    private static void assertNothing(String message, Object... options) {
        Object[] args = Stream.concat(Stream.of("drops", ROUTER), Stream.of(options)).toArray();
        Cli.Result result = Cli.run(args);
        assertEquals(1, result.exitCode(), result.out());
        assertTrue(result.err().contains(message), result.err());
        assertEquals(1, result.err().lines().count());
        assertEquals("", result.out());
    }

    private static String packetsWith(Object... options) {
        Object[] args =
                Stream.concat(Stream.of("packets", ROUTER, "--format", "csv"), Stream.of(options))
                        .toArray();
        Cli.Result result = Cli.run(args);
        assertEquals(0, result.exitCode(), result.err());
        return result.out()
                .lines()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
