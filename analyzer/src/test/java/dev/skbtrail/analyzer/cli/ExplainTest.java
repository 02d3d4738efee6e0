package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code skbtrail explain} names the right cause first, and none if there is none. */
class ExplainTest {
    private static final String OWN =
            """
            -- title: Small packets
            -- description: A rule of the user's own.
            -- level: warning
            -- finding: {packets} packets are small, as one of {bytes} each
            -- confirm: {in netns}ip -s link
            -- change: Nothing.
            -- source: this test
            -- probes:
            -- needs: packets
            -- example: bytes bytes    What one has.
            -- column: netns           Where.
            SELECT 'possible' AS certainty, packet, first AS ts, flow, ip_len AS bytes,
                'a b' AS netns
            FROM packets
            WHERE ip_len < 90;
            """;

    @TempDir private Path directory;

    private static Path sample(String name) {
        return SyntheticTrace.root().resolve("sample-traces").resolve(name);
    }

    @ParameterizedTest
    @CsvSource({
        "no-route, no-route, 203.0.113.9",
        "restricted, reverse-path, 198.51.100.66",
        "spoofed, reverse-path, 198.51.100.66",
        "tcp-blocked, netfilter-rule, Rule handle 9 (ip6 nexthdr tcp tcp dport 8081",
        "ttl-expired, hop-limit, 192.0.2.2 > 198.51.100.2",
        "udp-blocked, netfilter-rule, Rule handle 10 (ip6 nexthdr udp udp dport 8081",
        "udp-closed, no-listener, UDP 198.51.100.2 port 8082",
    })
    void namesThePlantedFaultFirst(String trace, String rule, String object) {
        String out = Cli.run("explain", sample(trace), "--format", "csv").out();
        assertTrue(out.contains("\n1,error,certain,"), out);
        assertTrue(out.contains("," + rule + "\n"), out);
        assertTrue(out.contains(object), out);
        String first = out.lines().skip(1).findFirst().orElseThrow();
        assertTrue(first.endsWith("," + rule), first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"healthy", "overlay"})
    void findsNothingWhereNothingIsWrong(String trace) {
        Cli.Result result = Cli.run("explain", sample(trace));
        assertEquals(0, result.exitCode());
        assertTrue(result.out().contains("Nothing wrong is visible in this trace.\n"));
        assertFalse(result.out().contains("1. "), result.out());
    }

    /**
     * Drops that no other rule covers are explained by drop reason or location, or else as possible
     * only.
     */
    @Test
    void explainsEveryOtherDropByItsReason() {
        String out = Cli.run("explain", SyntheticTrace.shared("frees"), "--format", "csv").out();
        assertTrue(
                out.contains(
                        "error,certain,The kernel drops TCP packets at s0 in namespace"
                                + " server: its sequence number is before the window: it is old or"
                                + " came twice (TCP_OLD_SEQUENCE at tcp_validate_incoming)"),
                out);
        assertTrue(
                out.contains(
                        "error,possible,\"The kernel drops TCP packets at s0 in"
                                + " namespace server: closed TCP, bad checksum or refused; no event"
                                + " tells which (tcp_v4_rcv: TCP over IPv4 takes the packet)\""),
                out);
        assertTrue(out.contains("note,certain,No fault: window or keepalive probe,1,1,"), out);
    }

    @ParameterizedTest
    @CsvSource({
        "'NULL', __udp4_lib_rcv, possible, 'no socket has its port, or its checksum is wrong (__udp'",
        "'NULL', some_function, possible, it gives no reason (some_function)",
        "'''OF_TOMORROW''', a, possible, no reason that is known here (OF_TOMORROW at a)",
        "'''subsystem OPENVSWITCH reason 99''', a, likely, Open vSwitch refuses it (subsystem",
        "'''QDISC_BURST_DROP''', a, certain, 'at once (net.core.qdisc_max_burst) (QDISC_BURST'",
    })
    void saysNoMoreThanTheReasonTells(String reason, String place, String certainty, String part) {
        String drop =
                """
                INSERT INTO event BY NAME
                SELECT make_timestamp_ns(1) AS ts, 0 AS cpu, 'tracepoint' AS kind, 1 AS packet,
                    0 AS seq, 'kfree_skb' AS function, 'UDP' AS protocol, '10.0.0.1' AS saddr,
                    '10.0.0.2' AS daddr, 'IPv4' AS ethertype, %s AS drop_reason,
                    '%s+0x1' AS drop_location
                """;
        Path trace = SyntheticTrace.write(directory, "drop", drop.formatted(reason, place));
        String out = Cli.run("explain", trace, "--top", 1).out();
        assertTrue(out.contains("1. " + certainty + ": The kernel drops UDP packets: "), out);
        String line = out.replaceAll("\\s+", " ");
        assertTrue(line.contains(part), out);
        assertEquals(
                reason.contains("QDISC"), line.contains(" confirm tc -s qdisc show change "), out);
    }

    @Test
    void saysHowManyFindingsItLeavesOut() {
        String out = Cli.run("explain", sample("restricted"), "--top", 3).out();
        assertTrue(out.contains("\n3. ") && !out.contains("\n4. "), out);
        assertTrue(
                out.contains("\n10 more findings, less important ones; --top N shows more."), out);
    }

    @Test
    void explainsOnePacket() {
        Cli.Result result = Cli.run("explain", sample("restricted"), 321);
        assertTrue(result.out().contains("1. certain: Nothing listens on UDP 198.51.100.2"));
        assertFalse(result.out().contains("2. "), result.out());
    }

    /** No claim beyond the evidence: a rule whose probes were not attached says so. */
    @Test
    void saysWhatTheTraceCannotShow() {
        assertTrue(
                Cli.run("explain", sample("overlay"))
                        .out()
                        .contains("no probe for it was attached: accept-queue, retransmission,"));
    }

    @Test
    void runsRulesOfTheUsersOwn() throws IOException {
        Path rules = Files.createDirectory(directory.resolve("rules"));
        Files.writeString(rules.resolve("small.sql"), OWN);
        Path trace = SyntheticTrace.write(directory, "router");
        String out = Cli.run("explain", trace, "--rules", rules).out();
        assertTrue(out.contains("possible: 4 packets are small, as one of 60 B each"), out);
        assertTrue(out.contains("confirm   ip netns exec 'a b' ip -s link"), out);
    }

    @ParameterizedTest
    @CsvSource({
        "'{bytes} each', '{byte} each', '{byte} is not one of its columns'",
        "'level: warning', 'level: bad', 'level: bad is not error, warning or note'",
        "'ip_len AS bytes', 'ip_len AS size', 'bytes'",
        "'FROM packets', 'FROM packet', 'packet does not exist'",
        "'-- change: Nothing.', '-- change: [Nothing.', '[ without its partner'",
    })
    void saysWhatIsWrongWithARule(String part, String wrong, String message) throws IOException {
        Path rules = Files.createDirectory(directory.resolve("rules"));
        Files.writeString(rules.resolve("small.sql"), OWN.replace(part, wrong));
        Cli.Result result =
                Cli.run("explain", SyntheticTrace.write(directory, "router"), "--rules", rules);
        assertEquals(1, result.exitCode());
        assertTrue(result.err().contains("small.sql: "), result.err());
        assertTrue(result.err().contains(message), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
    }
}
