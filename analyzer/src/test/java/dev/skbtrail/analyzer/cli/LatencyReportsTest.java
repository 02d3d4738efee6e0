package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the reports of queries/latency on small traces that can be checked by hand. */
class LatencyReportsTest {
    private static final Path ROUTER = SyntheticTrace.shared("router");
    private static final Path LOSSY = SyntheticTrace.shared("lossy");

    @TempDir private static Path directory;

    @Test
    void measuresFromOneFunctionToTheNextOther() {
        assertEquals(
                """
                from,to,count,p50,p90,p99,max,back
                ip_rcv,ip_forward,2,50,500,500,500,
                """,
                latency(ROUTER, "--from", "ip_rcv", "--to", "ip_forward"));
    }

    @Test
    void measuresNoTimeAcrossAHole() {
        assertEquals(
                """
                from,to,count,p50,p90,p99,max,back
                ip_rcv,__udp_enqueue_schedule_skb,1,7000,7000,7000,7000,
                """,
                latency(LOSSY, "--from", "ip_rcv", "--to", "__udp_enqueue_schedule_skb"));
    }

    @Test
    void measuresEveryStepOutOfOneFunction() {
        assertEquals(
                """
                from,to,count,p50,p90,p99,max,back
                nft_do_chain:return,nf_hook_slow:return,1,100,100,100,100,
                nft_do_chain:return,kfree_skb,1,50,50,50,50,
                """,
                latency(ROUTER, "--from", "nft_do_chain:return"));
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
                                ROUTER,
                                "--from",
                                "ip_rcv",
                                "--to",
                                "ip_forward",
                                "--format",
                                "csv")
                        .out());
    }

    /** No packet of the lossy trace has a recorded end. */
    @Test
    void spreadsLivesThatAreKnownFromTheirFirstEventToTheirLast() {
        String lives = Cli.run("histogram", ROUTER, "--format", "csv").out();
        assertTrue(lives.endsWith(",100.0," + "#".repeat(40) + "\n"), lives);
        assertEquals(1, Cli.run("histogram", LOSSY, "--format", "csv").out().lines().count());
    }

    /**
     * CPU 1's clock is 40 ns behind: negative times must not be hidden in the interval from zero.
     */
    @Test
    void marksTimesThatGoBack() {
        Path back =
                SyntheticTrace.write(
                        directory,
                        "back",
                        """
                        INSERT INTO event BY NAME
                        SELECT make_timestamp_ns(at_ns) AS ts, cpu, kind, packet, seq, function
                        FROM (VALUES
                            (100, 0, 'entry', 1, 0, 'ip_rcv'),
                            (60, 1, 'entry', 1, 1, 'ip_forward'),
                            (100, 0, 'entry', 2, 0, 'ip_rcv'),
                            (103, 0, 'entry', 2, 1, 'ip_forward'))
                            AS t (at_ns, cpu, kind, packet, seq, function)""");
        assertEquals(
                """
                from,to,count,p50,p90,p99,max,back
                ip_rcv,ip_forward,2,-40,3,3,3,1
                """,
                latency(back));
        assertEquals(
                """
                from,below,count,share,up_to_here,bar
                ,0,1,50.0,50.0,########################################
                0,2,0,0.0,50.0,""
                2,4,1,50.0,100.0,########################################
                """,
                Reports.csv("histogram", back, "--from", "ip_rcv"));
        String packet = Reports.csv("packet", back, 1);
        assertTrue(packet.contains("[40 ns back in time: CPU 0 to CPU 1]"), packet);
    }

    private static String latency(Path trace, Object... options) {
        Object[] args =
                Stream.concat(Stream.of("latency", trace, "--format", "csv"), Stream.of(options))
                        .toArray();
        return Cli.run(args).out();
    }

    @Test
    void placesTheTimeBetweenTwoFunctions() {
        assertEquals(
                """
                from,to,flow,count,p50,p99,max,slowest
                router,router,TCP to 10.0.9.9:80,1,500,500,500,1
                router,router,UDP to 10.0.1.2:9999,1,50,50,50,2
                """,
                Reports.csv("between", ROUTER, "--from", "ip_rcv", "--to", "ip_forward"));
    }

    @Test
    void tellsWhereTheSlowestPacketSpentItsTime() {
        assertEquals(
                """
                packet,time,flow,duration,fate,slowest
                4,21000,UDP [fd00:1::2]:6000 > [fd00:1::1]:53,5030,delivered,"5 us \
                __udp_enqueue_schedule_skb > skb_attempt_defer_free (99 %); 20 ns udpv6_rcv > \
                __udp_enqueue_schedule_skb (0 %); 10 ns ipv6_rcv > udpv6_rcv (0 %)"
                """,
                Reports.csv("slow-packets", ROUTER, "--top", 1));
    }

    /** nf_hook_slow takes 200 ns twice, of which nft_do_chain takes 50 ns each time. */
    @Test
    void tellsAFunctionsOwnTimeFromThatOfItsCallees() {
        assertEquals(
                """
                function,calls,total,self,share,p50,p99,max,slowest
                nf_hook_slow,2,400,300,75.0,200,200,200,1
                nft_do_chain,2,100,100,25.0,50,50,50,1
                """,
                Reports.csv("functions-time", ROUTER));
    }

    @Test
    void timesTheStagesOfTheWay() {
        String stages = Reports.csv("stages", ROUTER);
        assertTrue(stages.contains("router,stack in,IP in,1,100,100,100,100,1\n"), stages);
        assertTrue(stages.contains("router,forwarding,driver out,1,300,300,300,300,1\n"), stages);
        assertTrue(stages.contains("router,socket in,freed,1,5000,5000,5000,5000,4\n"), stages);
    }

    @Test
    void timesQueuesAndSaysHowFullTheyWere() {
        Path queues =
                SyntheticTrace.write(
                        directory,
                        "queues",
                        """
                        INSERT INTO event BY NAME
                        SELECT make_timestamp_ns(at_ns) AS ts, 0 AS cpu, kind, packet, seq, function,
                            'gw' AS netns_name, 'eth0' AS ifname, qdisc, qlen AS qdisc_qlen,
                            CASE WHEN qdisc IS NOT NULL THEN '8001:' END AS qdisc_handle,
                            rmem AS sk_rmem_alloc, 1000 AS sk_rcvbuf
                        FROM (VALUES
                            (0, 'entry', 1, 0, 'fq_codel_enqueue', 'fq_codel', 3, NULL),
                            (5, 'tracepoint', 1, 1, 'qdisc_enqueue', NULL, NULL, NULL),
                            (10, 'return', 1, 2, 'fq_codel_enqueue', 'fq_codel', 4, NULL),
                            (105, 'tracepoint', 1, 3, 'qdisc_dequeue', NULL, NULL, NULL),
                            (0, 'entry', 2, 0, '__udp_enqueue_schedule_skb', NULL, NULL, 500),
                            (70, 'tracepoint', 2, 1, 'skb_copy_datagram_iovec', NULL, NULL, NULL),
                            (0, 'entry', 3, 0, '__udp_enqueue_schedule_skb', NULL, NULL, 900),
                            (90, 'tracepoint', 3, 2, 'skb_copy_datagram_iovec', NULL, NULL, NULL))
                            AS t (at_ns, kind, packet, seq, function, qdisc, qlen, rmem)""");
        assertEquals(
                """
                queue,interface,packets,p50,p90,p99,max,longest,slowest
                qdisc fq_codel 8001:,gw eth0,1,100,100,100,100,3 packets,1
                UDP receive queue,gw eth0,1,70,70,70,70,50 % full,2
                """,
                Reports.csv("queueing", queues));
    }
}
