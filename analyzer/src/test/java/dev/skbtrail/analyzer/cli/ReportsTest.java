package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.SyntheticTrace;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Library;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a user sees of the reports. Real traces: {@link GoldenTest}; the numbers: {@link ViewsTest}.
 */
class ReportsTest {
    @TempDir private static Path directory;
    private static Path router;
    private static Path lossy;

    @BeforeAll
    static void writeTraces() {
        router = SyntheticTrace.write(directory, "router");
        lossy = SyntheticTrace.write(directory, "lossy");
    }

    static Stream<Definition> reports() {
        return Library.load().reports().stream();
    }

    @Test
    void tellsTheLifeOfAPacketInWords() {
        assertEquals(
                """
                The life of one packet, in words
                complete: 0 events lost, 6 packets, none with gaps

                step    time  function             where        event
                -----------------------------------------------------
                   0    0 ns  ip_rcv               router eth0  IPv4 header is checked; UDP 10.0.0.2:5001 >
                                                                10.0.1.2:9999, ttl 64, length 48
                   1   50 ns  ip_forward                        The packet is for another host: TTL and policy
                                                                checks, then FORWARD
                   2  100 ns  nf_hook_slow                      netfilter FORWARD
                   3  150 ns  nft_do_chain                      netfilter FORWARD table filter chain forward
                   4  200 ns  nft_do_chain:return               netfilter FORWARD table filter chain forward: DROP
                   5  250 ns  kfree_skb                         DROPPED: NETFILTER_DROP at
                                                                nf_hook_slow.constprop.0+0x9a, in netfilter FORWARD
                                                                filter forward
                   6  300 ns  nf_hook_slow:return               netfilter FORWARD: DROP
                """,
                Cli.run("packet", router, 2).out());
    }

    @Test
    void tellsWhereEventsAreMissingInALife() {
        String life = Cli.runOnTerminal(200, false, "packet", lossy, 2).out();
        assertTrue(life.contains("[2 events lost before this one]; To the socket's"), life);
    }

    @Test
    void ranksFaultsAboveEverydayFreesAndLeavesNothingOut() {
        assertEquals(
                """
                packets,reason,place,note,flow,where,example
                1,NETFILTER_DROP,nf_hook_slow,netfilter FORWARD filter forward,\
                UDP 10.0.0.2 > 10.0.1.2:9999,router eth0,2
                1,NOT_SPECIFIED,unix_stream_connect,no fault: not an IP packet,,"",6
                1,NO_SOCKET,icmp_rcv,no fault: answered ping,\
                ICMP 10.0.1.2 > 10.0.0.2 echo reply,client c0,5
                """,
                Cli.run("drops", router, "--format", "csv").out());
    }

    @Test
    void sumsUpTheDropsThatAreNotShown() {
        assertEquals(
                """
                packets,place
                1,nf_hook_slow
                2,(2 more rows)
                """,
                Cli.run("drops", router, "--top", 1, "--format", "csv")
                        .out()
                        .replaceAll("(?m)^([^,]*),[^,]*,([^,]*),.*$", "$1,$2"));
    }

    @Test
    void measuresFromOneFunctionToTheNextOther() {
        assertEquals(
                """
                from,to,count,p50,p90,p99,max
                ip_rcv,ip_forward,2,50,500,500,500
                """,
                latency(router, "--from", "ip_rcv", "--to", "ip_forward"));
    }

    @Test
    void measuresNoTimeAcrossAHole() {
        assertEquals(
                """
                from,to,count,p50,p90,p99,max
                ip_rcv,__udp_enqueue_schedule_skb,1,7000,7000,7000,7000
                """,
                latency(lossy, "--from", "ip_rcv", "--to", "__udp_enqueue_schedule_skb"));
    }

    @Test
    void measuresEveryStepOutOfOneFunction() {
        assertEquals(
                """
                from,to,count,p50,p90,p99,max
                nft_do_chain:return,nf_hook_slow:return,1,100,100,100,100
                nft_do_chain:return,kfree_skb,1,50,50,50,50
                """,
                latency(router, "--from", "nft_do_chain:return"));
    }

    @Test
    void nestsCallsAndTimesThemToTheirReturn() {
        assertEquals(
                """
                step,time,spent,function,return,verdict,detail
                0,0,,ip_rcv,,,router eth0
                1,50,,ip_forward,,,
                2,100,200,nf_hook_slow,,DROP,FORWARD
                3,150,50,  nft_do_chain,,DROP,FORWARD filter forward
                5,250,,  kfree_skb,,NETFILTER_DROP,at nf_hook_slow
                """,
                Cli.run("calls", router, 2, "--format", "csv").out());
    }

    @Test
    void claimsNoReturnForACallThatIsCutByAHole() {
        Path cut =
                SyntheticTrace.write(
                        directory,
                        "cut",
                        """
                        INSERT INTO event BY NAME
                        SELECT make_timestamp_ns(seq * 10) AS ts, 0 AS cpu, kind, 1 AS packet,
                            'nft_do_chain' AS function, seq, retval, verdict
                        FROM (VALUES (0, 'entry', NULL, NULL), (1, 'entry', NULL, NULL),
                            (2, 'return', 1, 'ACCEPT'), (5, 'return', 0, 'DROP'))
                            AS t (seq, kind, retval, verdict)""");
        assertEquals(
                """
                step,time,spent,function,return,verdict,detail
                0,0,,nft_do_chain,,,
                1,10,10,nft_do_chain,1,ACCEPT,
                5,50,,nft_do_chain:return,0,DROP,[2 events lost before this one]
                """,
                Cli.run("calls", cut, 1, "--format", "csv").out());
    }

    @Test
    void tellsHowThePacketsOfEachFlowEnded() {
        assertEquals(
                """
                flow,packets,bytes,dropped,first,duration,ended
                TCP 10.0.0.2:5000 > 10.0.9.9:80,2,120,0,1000,1900,\
                1 consumed in router; 1 transmitted in router
                UDP 10.0.0.2:5001 > 10.0.1.2:9999,1,48,1,11000,300,\
                dropped in router: NETFILTER_DROP at nf_hook_slow
                UDP [fd00:1::2]:6000 > [fd00:1::1]:53,1,100,0,21000,5030,delivered in router
                ICMP 10.0.1.2 > 10.0.0.2,1,84,0,31000,20,delivered in client
                """,
                Cli.run("flows", router, "--format", "csv").out());
    }

    @Test
    void saysWhatNetfilterDecidedAndHowLongItTook() {
        assertEquals(
                """
                where,hook,part,verdict,packets,p50,p99,interfaces
                router,FORWARD,whole hook,DROP,1,200,200,
                router,FORWARD,nft_do_chain filter forward,DROP,1,50,50,
                router ipv4,PREROUTING,whole hook,ACCEPT,1,200,200,
                router ipv4,PREROUTING,nft_do_chain nat prerouting,ACCEPT,1,50,50,
                """,
                Cli.run("netfilter", router, "--format", "csv").out());
    }

    @Test
    void infersVerdictsFromTheTwoEndsOfAHook() {
        Path restricted = SyntheticTrace.write(directory, "restricted");
        assertEquals(
                """
                where,hook,part,verdict,packets,p50,p99,interfaces
                4026532000,PREROUTING,whole hook,ACCEPT,1,10,10,
                4026532000,FORWARD,whole hook,DROP,1,10,10,
                """,
                Cli.run("netfilter", restricted, "--format", "csv").out());
    }

    @Test
    void countsPacketsAndDropsByInterfaceAndNamespace() {
        assertEquals(
                """
                netns,interface,packets,bytes,received,sent,dropped,reasons
                client,c0,1,84,0,0,0,
                router,eth0,3,168,1,1,1,1 NETFILTER_DROP
                router,eth1,1,100,0,0,0,
                """,
                Cli.run("interfaces", router, "--format", "csv").out());
        assertEquals(
                """
                netns,packets,began,ended,delivered,dropped,reasons,interfaces
                client,1,1,1,1,0,,c0
                router,4,4,4,1,1,1 NETFILTER_DROP,"eth0, eth1"
                ,1,1,1,0,0,,
                """,
                Cli.run("namespaces", router, "--format", "csv").out());
    }

    @Test
    void ranksFunctionsByTheirEventsAndSumsTheirSharesUp() {
        assertEquals(
                """
                function,group,events,share,up_to_here,packets,reach
                consume_skb,,2,25.0,25.0,2,100.0
                ip_rcv,ip,2,25.0,50.0,2,100.0
                ip_rcv:return,ip,1,12.5,62.5,1,50.0
                """,
                Cli.run("functions", functions(), "--format", "csv", "--top", 3).out());
    }

    private static Path functions() {
        return SyntheticTrace.write(
                directory,
                "functions",
                """
                INSERT INTO event BY NAME
                SELECT make_timestamp_ns(seq) AS ts, 0 AS cpu, kind, function, packet, seq
                FROM (VALUES (0, 'entry', 'ip_rcv', 1), (1, 'return', 'ip_rcv', 1),
                    (2, 'tracepoint', 'netif_rx', 1), (3, 'tracepoint', 'consume_skb', 1),
                    (0, 'entry', 'ip_rcv', 2), (1, 'tracepoint', 'consume_skb', 2),
                    (4, 'tracepoint', 'x', 1), (2, 'tracepoint', 'y', 2))
                    AS t (seq, kind, function, packet);
                INSERT INTO metadata VALUES ('skbtrail.probes',
                    '[{"function": "ip_rcv", "kind": "entry", "group": "ip", "attached": true}]')
                """);
    }

    @Test
    void saysWhichProbesWereRefusedAndWhy() {
        assertEquals(
                """
                attached,reason,group,function,kind,events
                no,not in this kernel,netfilter,ipt_do_table,ipt_do_table,0
                yes,,ip,ip_rcv,entry,3
                """,
                Cli.run("probes", router, "--format", "csv").out());
    }

    @Test
    void drawsDropsOverTimeWithoutEverydayFrees() {
        Path restricted = SyntheticTrace.write(directory, "restricted");
        assertEquals(
                """
                time,reason,packets,bar,places,example
                0,NETFILTER_DROP,1,####################,nf_hook_slow,2
                """,
                Cli.run("drop-timeline", router, "--format", "csv").out());
        assertEquals(
                """
                time,reason,packets,bar,places,example
                0,IP_INNOROUTES,1,####################,0xffffffff81000000,2
                0,NETFILTER_DROP,1,####################,nft_do_chain,1
                0,TCP_CSUM,1,####################,tcp_v4_rcv,4
                """,
                Cli.run("drop-timeline", restricted, "--format", "csv").out());
    }

    @Test
    void spreadsTimesOverSpansThatDouble() {
        assertEquals(
                """
                from,below,count,share,up_to_here,bar
                32,64,1,50.0,50.0,########################################
                64,128,0,0.0,50.0,""
                128,256,0,0.0,50.0,""
                256,512,1,50.0,100.0,########################################
                """,
                Cli.run(
                                "histogram",
                                router,
                                "--from",
                                "ip_rcv",
                                "--to",
                                "ip_forward",
                                "--format",
                                "csv")
                        .out());
        String lives = Cli.run("histogram", lossy, "--format", "csv").out();
        assertTrue(lives.endsWith("4096,8192,1,100.0,100.0," + "#".repeat(40) + "\n"), lives);
    }

    @Test
    void showsThePathsOfFewPacketsAlone() {
        assertEquals(
                """
                packets,steps,sequence
                1,3,ip_rcv > ip_local_deliver > udp_rcv
                """,
                rarePaths(1));
        assertTrue(rarePaths(2).endsWith("2,1,ip_rcv\n"), rarePaths(2));
    }

    private static String rarePaths(int most) {
        Path trace =
                SyntheticTrace.write(
                        directory,
                        "rare",
                        """
                        INSERT INTO event BY NAME
                        SELECT make_timestamp_ns(seq) AS ts, 0 AS cpu, 'entry' AS kind, function,
                            packet, seq
                        FROM (VALUES (0, 'ip_rcv', 1), (1, 'ip_local_deliver', 1),
                            (2, 'udp_rcv', 1), (0, 'ip_rcv', 2), (0, 'ip_rcv', 3))
                            AS t (seq, function, packet)""");
        return Cli.run("rare-paths", trace, "--most", most, "--format", "csv")
                .out()
                .replaceAll("(?m)^[^,]*,([^,]*),[^,]*,([^,]*),[^,]*,[^,]*,(.*)$", "$1,$2,$3");
    }

    @ParameterizedTest
    @MethodSource("reports")
    void saysThatTheTraceIsIncomplete(Definition report) {
        String note =
                "TRACE INCOMPLETE: 13 events lost (ring full on CPU 1; missed probe on CPU 0),"
                        + " 2 of 3 packets have gaps";
        Object[] table = arguments(report, lossy, "table");
        assertEquals(note, Cli.run(table).out().lines().skip(1).findFirst().orElse(""));
        Object[] json = arguments(report, lossy, "json");
        assertTrue(Cli.run(json).err().startsWith(note));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void fitsIntoAHundredColumnsAndEndsLinesWithoutSpaces(Definition report) {
        Cli.run(arguments(report, router, "table"))
                .out()
                .lines()
                .forEach(
                        line -> {
                            assertTrue(line.length() <= 100, line);
                            assertEquals(line.stripTrailing(), line);
                        });
    }

    @ParameterizedTest
    @MethodSource("reports")
    void showsTheSameRowsInEveryFormat(Definition report) {
        long rows = Cli.run(arguments(report, router, "json")).out().lines().count();
        assertEquals(rows + 1, Cli.run(arguments(report, router, "csv")).out().lines().count());
        long table =
                Cli.run(arguments(report, router, "markdown"))
                        .out()
                        .lines()
                        .filter(line -> line.startsWith("|"))
                        .count();
        assertEquals(rows == 0 ? 0 : rows + 2, table);
    }

    @ParameterizedTest
    @ValueSource(strings = {"losses", "drops"})
    void saysWhenThereIsNothing(String report) {
        Path empty = SyntheticTrace.write(directory, "empty", "SELECT 1");
        String out = Cli.run(report, empty).out();
        assertTrue(out.endsWith("Nothing was lost.\n") || out.endsWith("No packet was dropped.\n"));
    }

    @Test
    void saysThatThereMayBeMoreRows() {
        Cli.Result result = Cli.run("packets", router, "--top", 2);
        assertTrue(result.out().endsWith("The first 2 rows; --top N shows more.\n"), result.out());
    }

    private static String latency(Path trace, Object... options) {
        Object[] args =
                Stream.concat(Stream.of("latency", trace, "--format", "csv"), Stream.of(options))
                        .toArray();
        return Cli.run(args).out();
    }

    private static Object[] arguments(Definition report, Path trace, String format) {
        return Stream.concat(
                        Stream.of(report.name(), trace, "--format", format),
                        report.parameters().stream()
                                .filter(parameter -> parameter.required())
                                .map(parameter -> (Object) 2))
                .toArray();
    }
}
