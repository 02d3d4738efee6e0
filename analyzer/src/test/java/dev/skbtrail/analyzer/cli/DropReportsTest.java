package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the reports of queries/drops on small traces that can be checked by hand. */
class DropReportsTest {
    private static final Path ROUTER = SyntheticTrace.shared("router");

    @TempDir private static Path directory;

    @Test
    void ranksFaultsAboveEverydayFreesAndLeavesNothingOut() {
        assertEquals(
                """
                class,packets,reason,function,note,flow,interface,example
                fault,1,NETFILTER_DROP,nf_hook_slow,netfilter FORWARD filter forward,\
                UDP 10.0.0.2 > 10.0.1.2:9999,router eth0,2
                everyday,1,NOT_SPECIFIED,unix_stream_connect,not an IP packet,,"",6
                everyday,1,NO_SOCKET,icmp_rcv,answered ping,\
                ICMP 10.0.1.2 > 10.0.0.2 echo reply,client c0,5
                """,
                Cli.run("drops", ROUTER, "--format", "csv").out());
    }

    @Test
    void sumsUpTheDropsThatAreNotShown() {
        assertEquals(
                """
                packets,function
                1,nf_hook_slow
                2,(2 more rows)
                """,
                Cli.run("drops", ROUTER, "--top", 1, "--format", "csv")
                        .out()
                        .replaceAll("(?m)^[^,]*,([^,]*),[^,]*,([^,]*),.*$", "$1,$2"));
    }

    @Test
    void drawsDropsOverTimeWithoutEverydayFrees() {
        Path restricted = SyntheticTrace.write(directory, "restricted");
        assertEquals(
                """
                time,reason,packets,bar,functions,example
                0,NETFILTER_DROP,1,####################,nf_hook_slow,2
                """,
                Cli.run("drop-timeline", ROUTER, "--format", "csv").out());
        assertEquals(
                """
                time,reason,packets,bar,functions,example
                0,IP_INNOROUTES,1,####################,0xffffffff81000000,2
                0,NETFILTER_DROP,1,####################,nft_do_chain,1
                0,TCP_CSUM,1,####################,tcp_v4_rcv,4
                """,
                Cli.run("drop-timeline", restricted, "--format", "csv").out());
    }

    @Test
    void tellsDropsApartByTheirStack() {
        Path stacks =
                SyntheticTrace.write(
                        directory,
                        "stacks",
                        """
                        INSERT INTO event BY NAME
                        SELECT make_timestamp_ns(packet) AS ts, 0 AS cpu, 'tracepoint' AS kind,
                            packet, 0 AS seq, 'kfree_skb' AS function, 'TCP_CSUM' AS drop_reason,
                            stack
                        FROM (VALUES (1, 'a+0x1;b.isra.0+0x2;c+0x3'), (2, 'a+0x9;b+0x2;c+0x3'),
                            (3, 'a+0x1;d+0x3'), (4, NULL)) AS t (packet, stack)""");
        assertEquals(
                """
                class,packets,reason,flow,example,stack
                fault,2,TCP_CSUM,,1,a < b < c
                fault,1,TCP_CSUM,,3,a < d
                """,
                Reports.csv("drop-stacks", stacks));
        assertEquals(
                """
                class,packets,reason,flow,example,stack
                fault,3,TCP_CSUM,,1,a < ...
                """,
                Reports.csv("drop-stacks", stacks, "--depth", 1));
    }

    @Test
    void findsPacketsThatEndWithoutAFree() {
        Path silent =
                SyntheticTrace.write(
                        directory,
                        "silent",
                        """
                        INSERT INTO event BY NAME
                        SELECT make_timestamp_ns(seq * 100) AS ts, 0 AS cpu, 'entry' AS kind,
                            packet, seq, function, 'gw' AS netns_name
                        FROM (VALUES (1, 0, 'ip_rcv'), (2, 0, 'ip_rcv'), (2, 1, 'ip_forward'),
                            (3, 0, 'ip_rcv'), (3, 3, 'ip_forward'), (4, 0, 'consume_skb'))
                            AS t (packet, seq, function);
                        INSERT INTO metadata VALUES ('skbtrail.stop', '1000')""");
        assertEquals(
                """
                packets,last,interface,silence,incomplete,example
                2,ip_forward,gw,700,1,2
                1,ip_rcv,gw,1000,0,1
                """,
                Reports.csv("silent-ends", silent)
                        .replaceAll("(?m)^([^,]*,[^,]*),(?:\"[^\"]*\"|[^,]*),", "$1,")
                        .replaceAll("(?m),[^,]*,([^,]*)$", ",$1"));
    }

    @Test
    void comparesAddressesWithAListFromAFileOrFromTheRecorder() throws IOException {
        Path list =
                Files.writeString(
                        directory.resolve("list.txt"),
                        "10.0.0.0/24 # clients\n\nfd00:1::1\n172.16.0.1\nnonsense\n");
        String file = Reports.csv("not-in-list", ROUTER, "--list", list);
        assertEquals(
                """
                listed,address,entry
                invalid,nonsense,
                no,10.0.1.2,
                no,10.0.9.9,
                no,fd00:1::2,
                yes,10.0.0.2,10.0.0.0/24
                yes,fd00:1::1,fd00:1::1
                unused,172.16.0.1,
                """,
                file.replaceAll("(?m)^([^,]*,[^,]*,[^,]*),.*$", "$1"));
        Path recorded =
                SyntheticTrace.write(
                        directory,
                        "listed",
                        """
                        INSERT INTO event BY NAME
                        SELECT make_timestamp_ns(5) AS ts, 0 AS cpu, 'entry' AS kind, 1 AS packet,
                            0 AS seq, 'ip_rcv' AS function, '10.0.0.1' AS saddr,
                            '10.0.0.2' AS daddr, 'UDP' AS protocol, 53 AS dport, 60 AS ip_len;
                        INSERT INTO metadata VALUES
                            ('skbtrail.filter', '{"deny-list": ["10.0.0.1"], "host": ["x"]}')""");
        assertEquals(
                """
                listed,address,entry,sent,received,bytes,first,last,ports
                no,10.0.0.2,,0,1,60,5,5,53
                yes,10.0.0.1,10.0.0.1,1,0,60,5,5,53
                """,
                Reports.csv("not-in-list", recorded));
    }
}
