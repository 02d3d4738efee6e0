package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The arithmetic of the views, on small traces that can be checked by hand. */
class ViewsTest {
    private static final Path ROUTER = SyntheticTrace.shared("router");
    private static final Path LOSSY = SyntheticTrace.shared("lossy");
    private static final Path RESTRICTED = SyntheticTrace.shared("restricted");

    @TempDir private static Path directory;

    @Test
    void tellsWhatBecameOfEachPacket() {
        assertRows(
                ROUTER,
                "SELECT packet, fate, usual, events, duration_ns FROM packets ORDER BY packet",
                """
                packet,fate,usual,events,duration_ns
                1,transmitted,,11,1900
                2,dropped,,7,300
                3,consumed,,2,40
                4,delivered,,4,5030
                5,delivered,answered ping,3,20
                6,consumed,not an IP packet,1,0
                """);
    }

    /** With --return, each function of the receive path returns after the packet was delivered. */
    @Test
    void doesNotTakeAReturnForWhereThePacketWas() {
        Path trace =
                SyntheticTrace.write(
                        directory,
                        "returns",
                        """
                        INSERT INTO event BY NAME
                        SELECT make_timestamp_ns(seq) AS ts, 0 AS cpu, kind, function, 1 AS packet, seq
                        FROM (VALUES
                            (0, 'entry', 'ip_rcv'), (1, 'entry', '__udp_enqueue_schedule_skb'),
                            (2, 'tracepoint', 'consume_skb'),
                            (3, 'return', '__udp_enqueue_schedule_skb'), (4, 'return', 'ip_rcv')
                        ) AS t (seq, kind, function)
                        """);
        assertRows(
                trace,
                "SELECT fate, ended, last_function FROM packets",
                "fate,ended,last_function\ndelivered,true,consume_skb\n");
    }

    @Test
    void keepsTheAddressesBeforeAndAfterNat() {
        assertRows(
                ROUTER,
                "SELECT flow, exit_flow, daddr, dport FROM packets WHERE packet = 1",
                """
                flow,exit_flow,daddr,dport
                TCP 10.0.0.2:5000 > 10.0.9.9:80,TCP 10.0.0.2:5000 > 10.0.1.2:8080,10.0.9.9,80
                """);
    }

    @Test
    void saysAtWhichStepSomethingChanged() {
        assertRows(
                ROUTER,
                "SELECT seq, from_step, to_step, latency_ns, changed FROM hops"
                        + " WHERE packet = 1 AND changed IS NOT NULL ORDER BY seq",
                """
                seq,from_step,to_step,latency_ns,changed
                4,nft_do_chain,nft_do_chain:return,50,"daddr 10.0.9.9 -> 10.0.1.2, dport 80 -> 8080"
                8,ip_forward,ip_forward_finish,100,ttl 64 -> 63
                """);
    }

    @Test
    void numbersStepsByTheirNames() {
        String told = "SELECT count(*) AS steps, count(*) FILTER (a.step <> s.from_step) AS differ";
        String names = " JOIN step_names AS a ON a.id = s.from_id";
        assertRows(ROUTER, told + " FROM steps AS s" + names, "steps,differ\n22,0\n");
        assertRows(
                ROUTER,
                "SELECT step FROM step_names AS n JOIN (SELECT DISTINCT to_id AS id FROM spans) AS s"
                        + " ON s.id = n.id WHERE step LIKE '%:return' ORDER BY step",
                "step\nfib_validate_source:return\nnf_hook_slow:return\nnft_do_chain:return\n");
    }

    @Test
    void tellsTwoLivesOfOneAddressApart() {
        assertRows(
                ROUTER,
                "SELECT count(DISTINCT packet) AS packets FROM events WHERE skb = 77",
                "packets\n2\n");
    }

    @Test
    void keepsTheParentOfAClone() {
        assertRows(
                ROUTER,
                "SELECT parent, packet, lineage, function FROM lineage",
                "parent,packet,lineage,function\n1,3,clone,skb_clone\n");
    }

    @Test
    void namesThePlaceOfADropWithoutTheCompilersSuffix() {
        assertRows(
                ROUTER,
                "SELECT packet, reason, function, location, after, hook, flow, netns, ifname"
                        + " FROM drops WHERE usual IS NULL",
                """
                packet,reason,function,location,after,hook,flow,netns,ifname
                2,NETFILTER_DROP,nf_hook_slow,nf_hook_slow.constprop.0+0x9a,nft_do_chain,\
                FORWARD filter forward,UDP 10.0.0.2:5001 > 10.0.1.2:9999,router,eth0
                """);
    }

    /**
     * A chain that accepted the packet is not blamed for the verdict of another function of the
     * hook.
     */
    @Test
    void namesWhatRefusedAPacketInNetfilter() {
        assertRows(
                SyntheticTrace.shared("refusals"),
                "SELECT packet, after, hook FROM drops ORDER BY packet",
                """
                packet,after,hook
                1,nft_do_chain,POSTROUTING conntrack (__nf_conntrack_confirm)
                2,nft_do_chain,POSTROUTING NAT (nf_nat_ipv4_out)
                3,nft_do_chain,POSTROUTING nat out
                4,nft_do_chain,POSTROUTING
                5,nft_do_chain,POSTROUTING nat out
                6,nft_do_chain,
                7,nft_do_chain,POSTROUTING nat out
                8,nf_hook_slow,
                """);
    }

    /** Before 5.17 a packet with a bad checksum is freed there, too. */
    @Test
    void takesMulticastThatNoSocketJoinedForNoFault() {
        Path trace =
                SyntheticTrace.write(
                        directory,
                        "multicast",
                        """
                        INSERT INTO event BY NAME
                        SELECT make_timestamp_ns(packet) AS ts, 0 AS cpu, 'tracepoint' AS kind,
                            packet, 0 AS seq, 'kfree_skb' AS function, reason AS drop_reason,
                            '__udp6_lib_rcv+0x9' AS drop_location, 'UDP' AS protocol,
                            'fe80::1' AS saddr, daddr, 9 AS dport
                        FROM (VALUES (1, 'NOT_SPECIFIED', 'ff02::1'), (2, NULL, 'ff02::1'),
                            (3, 'UDP_CSUM', 'ff02::1'), (4, NULL, 'fe80::2'))
                            AS t (packet, reason, daddr)""");
        assertRows(
                trace,
                "SELECT packet, class FROM drops ORDER BY packet",
                "packet,class\n1,everyday\n2,unknown\n3,fault\n4,fault\n");
    }

    @Test
    void takesWhatADropDoesNotSayFromThePacketsEarlierEvents() {
        assertRows(
                RESTRICTED,
                "SELECT packet, function, after, hook, flow, netns, ifname FROM drops ORDER BY packet",
                """
                packet,function,after,hook,flow,netns,ifname
                1,nft_do_chain,nf:FORWARD:first,FORWARD,TCP 10.0.0.2:5000 > 10.0.1.2:80,4026532000,r0
                2,0xffffffff81000000,tc:ingress,,UDP [fd00::2]:5000 > [fd01::2]:53,4026532000,r0
                4,tcp_v4_rcv,,,,,
                """);
    }

    @Test
    void countsHolesAndClaimsNoTimeAcrossThem() {
        assertRows(
                LOSSY,
                "SELECT packet, events, missing, complete FROM packets ORDER BY packet",
                """
                packet,events,missing,complete
                1,4,0,false
                2,2,2,false
                3,2,1,false
                """);
        assertRows(
                LOSSY,
                "SELECT packet, seq, latency_ns FROM hops ORDER BY packet, seq",
                """
                packet,seq,latency_ns
                1,1,1000
                1,2,2000
                1,3,4000
                3,2,3000
                """);
    }

    /**
     * Packet 1 has no gap, but its end may be among the lost events; the data of packet 2 may have
     * been merged into another packet. Packet 5 may be the echo reply that every ping frees this
     * way. The loss noticed before packet 6 began cannot affect it.
     */
    @Test
    void claimsNoFateThatAMissingEventCouldChange() {
        String lossyEnds =
                """
                INSERT INTO event BY NAME
                SELECT make_timestamp_ns(packet * 100 + seq) AS ts, 0 AS cpu, kind, function, packet, seq
                FROM (
                    VALUES
                        (1, 0, 'tracepoint', 'net_dev_start_xmit'),
                        (2, 0, 'tracepoint', 'net_dev_start_xmit'), (2, 1, 'tracepoint', 'consume_skb'),
                        (3, 0, 'tracepoint', 'net_dev_start_xmit'), (3, 9, 'tracepoint', 'consume_skb'),
                        (4, 3, 'entry', '__udp_enqueue_schedule_skb'),
                        (5, 7, 'tracepoint', 'kfree_skb'),
                        (6, 0, 'tracepoint', 'net_dev_start_xmit')
                ) AS t (packet, seq, kind, function);
                UPDATE event SET drop_reason = 'NO_SOCKET' WHERE function = 'kfree_skb';
                INSERT INTO event BY NAME
                SELECT make_timestamp_ns(599) AS ts, 0 AS cpu, 'loss' AS kind, 9 AS lost,
                    'ring full' AS lost_cause;
                """;
        assertRows(
                SyntheticTrace.write(directory, "ends", lossyEnds),
                "SELECT packet, fate FROM packets ORDER BY packet",
                """
                packet,fate
                1,unknown
                2,unknown
                3,unknown
                4,unknown
                5,unknown
                6,transmitted
                """);
    }

    @Test
    void addsWhatOnlyTheFooterKnowsToTheLosses() {
        assertRows(
                LOSSY,
                "SELECT cpu, cause, lost, ts IS NULL AS total FROM losses ORDER BY cpu, lost",
                """
                cpu,cause,lost,total
                0,missed probe,4,true
                1,ring full,4,false
                1,ring full,5,false
                """);
        assertRows(
                LOSSY,
                "SELECT packets, gaps, missing, lost, complete FROM completeness",
                "packets,gaps,missing,lost,complete\n3,2,3,13,false\n");
    }

    @Test
    void givesOneSequenceOneIdInEveryTrace() {
        String sql = "SELECT path, sequence, complete FROM paths WHERE example = ";
        assertRows(RESTRICTED, sql + 4, "path,sequence,complete\n0f8a7530,kfree_skb,true\n");
        assertRows(ROUTER, sql + 6, "path,sequence,complete\n0f8a7530,kfree_skb,true\n");
        assertRows(
                LOSSY,
                sql + 2,
                """
                path,sequence,complete
                1662a8de,ip_rcv > [2 lost] > __udp_enqueue_schedule_skb,false
                """);
    }

    @Test
    void addsUpTheFlows() {
        assertRows(
                ROUTER,
                "SELECT protocol, saddr, sport, daddr, dport, packets, bytes, dropped FROM flows"
                        + " ORDER BY protocol, dport",
                """
                protocol,saddr,sport,daddr,dport,packets,bytes,dropped
                ICMP,10.0.1.2,,10.0.0.2,,1,84,0
                TCP,10.0.0.2,5000,10.0.9.9,80,2,120,0
                UDP,fd00:1::2,6000,fd00:1::1,53,1,100,0
                UDP,10.0.0.2,5001,10.0.1.2,9999,1,48,1
                """);
    }

    private static void assertRows(Path trace, String sql, String expected) {
        Cli.Result result = Cli.run("sql", trace, sql, "--format", "csv");
        assertEquals(expected, result.out(), result.err());
    }
}
