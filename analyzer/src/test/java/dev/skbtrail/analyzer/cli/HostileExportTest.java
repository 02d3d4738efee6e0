package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Values that no recorder writes, in every column that a capture is made from: the output must
 * still be a valid capture file.
 */
class HostileExportTest {
    private static final Pattern CLOSING = Pattern.compile(": ([\\d,]+) frames of ");
    private static final int BASE = 1_000_000;

    private static final String TEXTS =
            "kind function netns_name ifname comm pkt_type src_mac dst_mac ethertype arp_op saddr"
                    + " daddr protocol ipv6_ext tcp_flags tunnel_type inner_saddr inner_daddr"
                    + " inner_protocol drop_reason drop_location verdict";
    private static final String INTEGERS =
            "cpu ifindex pid queue vlan_id ip_version tos ttl frag_off sport dport tcp_window"
                    + " icmp_type icmp_code icmp_id icmp_seq inner_sport inner_dport";
    private static final String LONGS =
            "netns len ip_id ip_len tcp_seq tcp_ack gre_key esp_spi payload_len tunnel_id";

    private static final List<String> HOSTILE_TEXTS =
            List.of(
                    "NULL",
                    "''",
                    "chr(27) || '[2J' || chr(10) || chr(7) || chr(8238)",
                    "repeat('x', 100000)",
                    "repeat('fragment|', 3000)",
                    "'routing|AH'",
                    "'ARP'",
                    "'0xffff'",
                    "'0x0004'",
                    "'10.0.0.1'",
                    "'fd00::1'",
                    "'99999'",
                    "'vxlan'",
                    "'geneve'",
                    "'GRE'",
                    "'IPIP'",
                    "'IPv6'",
                    "'TCP'",
                    "'ICMP'",
                    "'ICMPv6'",
                    "'SCTP'");
    private static final List<String> HOSTILE_INTEGERS =
            List.of("NULL", "-1", "0", "1", "2147483647", "-2147483648");
    private static final List<String> HOSTILE_LONGS =
            List.of("NULL", "-1", "0", "21", "9223372036854775807", "-9223372036854775808");

    /** As far apart as possible, and in the wrong order. */
    private static final String TIMES =
            """
            INSERT INTO event BY NAME
            SELECT make_timestamp_ns(at_ns) AS ts, 0 AS cpu, kind, 'f' AS function,
                900000000 + packet AS packet, seq, 'f;1 2' || chr(10) || ';g' AS stack
            FROM (
                VALUES (1, 0, 9223372036854775000, 'entry'), (1, 1, -9223372036854775000, 'return'),
                    (2, 5, -9223372036854775000, 'entry'), (2, 4294967295, 9223372036854775000, 'x')
            ) AS t (packet, seq, at_ns, kind);
            """;

    @TempDir static Path directory;
    private static Path trace;
    private static Path timed;

    @BeforeAll
    static void makeTrace() {
        Wireshark.require();
        List<String> rows = new ArrayList<>();
        add(rows, TEXTS, HOSTILE_TEXTS);
        add(rows, INTEGERS, HOSTILE_INTEGERS);
        add(rows, LONGS, HOSTILE_LONGS);
        String script =
                SyntheticTrace.script("router")
                        // Values of several protocols in every event.
                        + "UPDATE event SET payload_len = 5, src_mac = '02:00:00:00:00:01',"
                        + " icmp_type = 8, tunnel_type = 'vxlan', inner_saddr = '10.1.0.1',"
                        + " inner_daddr = '10.1.0.2', inner_protocol = 'UDP', inner_sport = 1,"
                        + " inner_dport = 2, frag_off = 0, ipv6_ext = 'hop-by-hop';"
                        + String.join("", rows);
        trace = SyntheticTrace.write(directory, "hostile", script);
        timed = SyntheticTrace.write(directory, "timed", script + TIMES);
    }

    /** Adds copies of packets with one value changed: TCP, UDP, UDP over IPv6, ICMP. */
    private static void add(List<String> rows, String columns, List<String> values) {
        for (String column : columns.split(" ")) {
            for (String value : values) {
                rows.add(
                        "INSERT INTO event BY NAME SELECT * REPLACE (packet + "
                                + (BASE + 10 * rows.size())
                                + " AS packet, "
                                + value
                                + " AS "
                                + column
                                + ") FROM event WHERE packet IN (1, 2, 4, 5);\n");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--threads=1", "--every-event"})
    void makesAFileOfAnyValues(String option) {
        Path file = directory.resolve("hostile.pcapng");
        Cli.Result result = Cli.run("export", trace, "-o", file, "--force", option);
        assertEquals(0, result.exitCode(), result.err());
        Matcher closing = CLOSING.matcher(result.out());
        assertTrue(closing.find(), result.out());
        String frames = closing.group(1).replace(",", "");
        assertTrue(Integer.parseInt(frames) > 1_000, result.out());
        String read = Wireshark.run("capinfos -M -c " + file);
        assertTrue(read.matches("(?s).*packets: +" + frames + "\\s*"), read);
        String told =
                Wireshark.run(
                        "tshark -r "
                                + file
                                + " -T fields -e frame.interface_name -e frame.comment");
        assertFalse(Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]|\\\\|\u202e").matcher(told).find());
    }

    @Test
    void makesATimelineOfAnyValues() throws Exception {
        TraceProcessor.require();
        Path file = directory.resolve("hostile.json");
        Cli.Result result = Cli.run("export", timed, "-o", file, "--format", "perfetto");
        assertEquals(0, result.exitCode(), result.err());
        Matcher closing =
                Pattern.compile(": ([\\d,]+) bars, ([\\d,]+) arrows").matcher(result.out());
        assertTrue(closing.find(), result.out());
        assertEquals(
                List.of(
                        "[]",
                        "[[" + closing.group(1).replace(",", "") + "]]",
                        "[[" + closing.group(2).replace(",", "") + "]]"),
                TraceProcessor.rows(
                        file,
                        TraceProcessor.COMPLAINTS,
                        "SELECT count(*) FROM slice WHERE coalesce(category, '') NOT IN ('drop',"
                                + " 'loss', 'incomplete')",
                        "SELECT count(*) FROM flow"));
        String text = Files.readString(file);
        assertFalse(Pattern.compile("[\\p{Cntrl}&&[^\\n]]|\u202e").matcher(text).find());
    }

    @ParameterizedTest
    @ValueSource(strings = {"paths", "events"})
    void makesStacksOfAnyValues(String kind) throws Exception {
        Path file = directory.resolve(kind);
        Cli.Result result =
                Cli.run("export", timed, "-o", file, "--format", "folded", "--stacks", kind);
        assertEquals(0, result.exitCode(), result.err());
        Pattern line = Pattern.compile("[^;\\p{Cntrl}\u202e][^\\p{Cntrl}\u202e]* [1-9]\\d*");
        assertEquals(
                List.of(),
                Files.readAllLines(file).stream().filter(l -> !line.matcher(l).matches()).toList());
    }
}
