package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the reports of queries/overview on small traces that can be checked by hand. */
class OverviewReportsTest {
    private static final Path ROUTER = SyntheticTrace.shared("router");
    private static final Path LOSSY = SyntheticTrace.shared("lossy");

    @TempDir private static Path directory;

    @Test
    void countsPacketsAndDropsByInterfaceAndNamespace() {
        assertEquals(
                """
                netns,interface,packets,bytes,received,sent,dropped,unknown,reasons
                client,c0,1,84,0,0,0,0,
                router,eth0,3,168,1,1,1,0,1 NETFILTER_DROP
                router,eth1,1,100,0,0,0,0,
                """,
                Cli.run("interfaces", ROUTER, "--format", "csv").out());
        assertEquals(
                """
                netns,packets,began,ended,delivered,dropped,unknown,reasons,interfaces
                client,1,1,1,1,0,0,,c0
                router,4,4,4,1,1,0,1 NETFILTER_DROP,"eth0, eth1"
                ,1,1,1,0,0,0,,
                """,
                Cli.run("namespaces", ROUTER, "--format", "csv").out());
    }

    /** Packet 2 returns to CPU 0; packet 3 may have moved during missing events. */
    @Test
    void countsThePacketsThatChangeTheirCpu() {
        Path trace =
                SyntheticTrace.write(
                        directory,
                        "cpus",
                        """
                        INSERT INTO event BY NAME
                        SELECT make_timestamp_ns(seq) AS ts, cpu, 'entry' AS kind, function, packet,
                            seq
                        FROM (VALUES (0, 0, 'netif_receive_skb', 1), (1, 1, 'net_dev_start_xmit', 1),
                            (0, 0, 'netif_receive_skb', 2), (1, 2, 'ip_rcv', 2), (2, 0, 'ip_rcv', 2),
                            (0, 0, 'ip_rcv', 3), (2, 1, 'ip_rcv', 3))
                            AS t (seq, cpu, function, packet);
                        INSERT INTO event BY NAME
                        SELECT make_timestamp_ns(9) AS ts, 3 AS cpu, 'loss' AS kind, 7 AS lost,
                            'ring full' AS lost_cause;
                        """);
        assertEquals(
                """
                cpu,events,share,packets,received,moved,from,sent,lost
                0,4,57.142857142857146,3,2,1,2,0,0
                1,2,28.571428571428573,2,0,1,0,1,0
                2,1,14.285714285714286,1,0,1,0,0,0
                3,0,,0,0,0,,0,7
                """,
                Cli.run("cpus", trace, "--format", "csv").out());
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
                Cli.run("probes", ROUTER, "--format", "csv").out());
    }

    @Test
    void saysWhatIsMissingAndWhatThatTouches() {
        assertEquals(
                """
                section,item,count,share,detail
                lost,ring full on CPU 1,9,42.857142857142854,"noticed 2 times, from 0.000 s to 0.000 s; next time \
                use a narrower filter, or a larger --buffer-size"
                lost,missed probe on CPU 0,4,19.047619047619047,"a total without times; next time record fewer \
                functions, or use --backend fentry"
                coverage,events recorded,8,38.095238095238095,
                coverage,whole packets,0,0.0,from the first event to the free
                coverage,without beginning,1,33.333333333333336,where they came from is not known
                coverage,with a hole,1,33.333333333333336,what happened in it is not known
                coverage,without a free,3,100.0,"lost, or alive when the recording stopped"
                """,
                Cli.run("losses", LOSSY, "--format", "csv")
                        .out()
                        .replaceAll("(?m)^touched reports,.*\n", ""));
    }

    @Test
    void saysWhichEndsReturnsAndListsWereMissed() {
        Path trace =
                SyntheticTrace.write(
                        directory,
                        "unseen",
                        """
                        INSERT INTO event BY NAME
                        SELECT make_timestamp_ns(at_ns) AS ts, 0 AS cpu, 'loss' AS kind, lost,
                            lost_cause
                        FROM (VALUES (1, 3, 'end not seen'), (2, 2, 'return not seen'),
                            (3, 1, 'list too long')) AS t (at_ns, lost, lost_cause)""");
        assertTrue(
                Cli.run("summary", trace)
                        .out()
                        .contains(
                                "6 events lost (end not seen on CPU 0; return not seen on CPU 0;"
                                        + " list too long on CPU 0)"));
        String losses = Cli.run("losses", trace, "--format", "csv").out();
        for (String advice :
                List.of(
                        "--backend fentry: the free of a packet was skipped, and it ends without",
                        "--backend fentry: the return of a call was skipped",
                        "gso_max_segs of the device: segments beyond the first 1,024 have no")) {
            assertTrue(losses.contains(advice), losses);
        }
    }

    @Test
    void neverSaysCompleteWithoutMoreWhereTheKernelDoesNotCountEveryMiss() {
        String[] heads = {
            "complete as far as this kernel counts (see losses): 0 events lost, 1 packets,",
            "TRACE INCOMPLETE: 7 events lost (missed probe on CPU 0), 0 of 1 packets have gaps;"
                    + " more may be missing (see losses)",
        };
        String[] rows = {
            "",
            "lost,missed probe on CPU 0,7,77.77777777777777,\"noticed at 0.000 s; next time"
                    + " record fewer functions, or use --backend fentry\"\n"
        };
        for (int i = 0; i < heads.length; i++) {
            Path trace = uncounted(i * 7);
            String out = Cli.run("drops", trace).out();
            assertTrue(out.lines().toList().get(1).startsWith(heads[i]), out);
            String losses = Cli.run("losses", trace, "--format", "csv").out();
            assertTrue(
                    losses.startsWith(
                            "section,item,count,share,detail\n"
                                    + rows[i]
                                    + "lost,skipped kprobes,,,not counted: a packet may lack a"
                                    + " function without a hole\n"),
                    losses);
        }
    }

    private static Path uncounted(int lost) {
        return SyntheticTrace.write(
                directory,
                "uncounted" + lost,
                """
                INSERT INTO event BY NAME
                SELECT make_timestamp_ns(at_ns) AS ts, 0 AS cpu, kind, function, packet, seq, lost,
                    CASE kind WHEN 'loss' THEN 'missed probe' END AS lost_cause
                FROM (VALUES (0, 'entry', 'ip_rcv', 1, 0, NULL),
                    (1, 'entry', 'ip_local_deliver', 1, 1, NULL),
                    (2, 'loss', NULL, NULL, NULL, %d))
                    AS t (at_ns, kind, function, packet, seq, lost)
                WHERE coalesce(lost, 1) > 0;
                INSERT INTO metadata VALUES ('skbtrail.uncounted', '["skipped kprobes"]')"""
                        .formatted(lost));
    }

    @Test
    void drawsEventsDropsAndLossesOverTime() {
        Path trace =
                SyntheticTrace.write(
                        directory,
                        "time",
                        """
                        INSERT INTO event BY NAME
                        SELECT make_timestamp_ns(at_us * 1000) AS ts, 0 AS cpu, kind, packet, seq,
                            function, reason AS drop_reason, lost
                        FROM (VALUES (100, 'entry', 1, 0, 'ip_rcv', NULL, NULL),
                            (900, 'entry', 2, 0, 'ip_rcv', NULL, NULL),
                            (2100, 'tracepoint', 1, 1, 'kfree_skb', 'TCP_CSUM', NULL),
                            (2200, 'loss', NULL, NULL, NULL, NULL, 5))
                            AS t (at_us, kind, packet, seq, function, reason, lost)""");
        assertEquals(
                """
                time,events,bar,packets,dropped,unknown,lost
                0,2,##############################,2,0,0,0
                1000000,0,"",0,0,0,0
                2000000,1,###############,0,1,0,5
                """,
                Cli.run("timeline", trace, "--step", 1, "--format", "csv").out());
        String chosen = Cli.run("timeline", trace, "--format", "csv").out();
        assertTrue(
                chosen.startsWith("time,events,bar,packets,dropped,unknown,lost\n100000,1,"),
                chosen);
        assertTrue(chosen.contains("\n2100000,1,"), chosen);
        assertEquals(1 + 43, chosen.lines().count(), "a header and spans of 50 us");
    }

    @Test
    void countsWhatProcessesSentAndRead() {
        Path processes =
                SyntheticTrace.write(
                        directory,
                        "processes",
                        """
                        INSERT INTO event BY NAME
                        SELECT make_timestamp_ns(seq) AS ts, 0 AS cpu, 'entry' AS kind, function,
                            packet, seq, pid, comm, 'UDP' AS protocol, '10.0.0.1' AS saddr,
                            '10.0.0.2' AS daddr, 53 AS dport, 100 AS ip_len, reason AS drop_reason
                        FROM (VALUES (1, 0, 'ip_send_skb', 7, 'dig', NULL),
                            (1, 1, '__udp_enqueue_schedule_skb', 7, 'dig', NULL),
                            (1, 2, 'consume_skb', 8, 'named', NULL),
                            (2, 0, 'ip_send_skb', 7, 'dig', NULL),
                            (2, 1, 'kfree_skb', 7, 'dig', 'TCP_CSUM'),
                            (3, 0, 'ip_rcv', 9, 'other', NULL))
                            AS t (packet, seq, function, pid, comm, reason)""");
        assertEquals(
                """
                process,pid,sent,sent_bytes,dropped,received,received_bytes,flows
                dig,7,2,200,1,0,0,UDP 10.0.0.1 > 10.0.0.2:53
                named,8,0,0,0,1,100,UDP 10.0.0.1 > 10.0.0.2:53
                """,
                Reports.csv("processes", processes));
    }

    @Test
    void advisesToLeaveOutWhatIsAlwaysFollowedByTheSame() {
        Path cost =
                SyntheticTrace.write(
                        directory,
                        "cost",
                        """
                        INSERT INTO event BY NAME
                        SELECT make_timestamp_ns(packet * 10 + seq) AS ts, 0 AS cpu,
                            'entry' AS kind, packet, seq,
                            ['ip_output', 'ip_finish_output', ['a', 'b'][1 + packet % 2],
                                'kfree_skb'][seq + 1] AS function
                        FROM range(1, 121) AS p (packet), range(4) AS s (seq)""");
        String out = Reports.csv("capture-cost", cost);
        assertTrue(out.contains("nearly always followed by ip_finish_output\n"), out);
        assertTrue(out.contains("advice,'--exclude ip_output,120,"), out);
        assertTrue(out.contains("\ncolumns,ts,,"), out);
    }
}
