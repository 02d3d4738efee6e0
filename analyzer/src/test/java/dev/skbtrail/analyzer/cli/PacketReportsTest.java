package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the reports of queries/packets on small traces that can be checked by hand. */
class PacketReportsTest {
    private static final Path ROUTER = SyntheticTrace.shared("router");
    private static final Path LOSSY = SyntheticTrace.shared("lossy");

    @TempDir private static Path directory;

    @Test
    void tellsTheLifeOfAPacketInWords() {
        assertEquals(
                """
                The life of one packet, in words
                complete: 0 events lost, 6 packets, none with gaps

                step    time  function             interface    event
                -----------------------------------------------------
                   0    0 ns  ip_rcv               router eth0  IPv4 header is checked; UDP 10.0.0.2:5001 >
                                                                10.0.1.2:9999, ttl 64, length 48
                   1   50 ns  ip_forward                        The packet is for another host: TTL and policy
                                                                checks, then FORWARD
                   2  100 ns  nf_hook_slow                      netfilter FORWARD
                   3  150 ns  nft_do_chain                      netfilter FORWARD table filter chain forward
                   4  200 ns  nft_do_chain:return               netfilter FORWARD table filter chain forward: DROP
                   5  250 ns  kfree_skb                         DROPPED: NETFILTER_DROP at
                                                                nf_hook_slow.constprop.0+0x9a, netfilter FORWARD
                                                                filter forward
                   6  300 ns  nf_hook_slow:return               netfilter FORWARD: DROP
                """,
                Cli.run("packet", ROUTER, 2).out());
    }

    @Test
    void tellsWhereEventsAreMissingInALife() {
        String life = Cli.runOnTerminal(200, false, "packet", LOSSY, 2).out();
        assertTrue(life.contains("[2 events lost before this one]; To the socket's"), life);
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
                5,250,,  kfree_skb,,NETFILTER_DROP,at nf_hook_slow (fault: netfilter FORWARD filter forward)
                """,
                Cli.run("calls", ROUTER, 2, "--format", "csv").out());
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
    void putsWhatSemanticProbesDecodeIntoWords() {
        Path trace = SyntheticTrace.write(directory, "protocols");
        assertEquals("NAT rewrites the packet; rewrites the source address", event(trace, 1, 1));
        assertEquals(
                "NAT rewrites the packet; rewrites the source address;"
                        + " saddr 10.0.0.2 -> 198.51.100.1",
                event(trace, 1, 2));
        assertTrue(event(trace, 5, 0).contains("vxlan 42 around TCP 10.9.0.1:999 > 10.9.0.2:80"));
        assertEquals(
                "route lookup to 8.8.8.8: found; route unicast by eth1 through 198.51.100.254",
                event(trace, 6, 1));
        assertTrue(event(trace, 8, 2).contains("TCP ESTABLISHED"), event(trace, 8, 2));
        assertTrue(event(trace, 10, 1).endsWith("; reset because of NO_SOCKET"));
        assertTrue(event(trace, 13, 1).endsWith("; sends unreachable, port"));
        assertTrue(event(trace, 19, 0).contains("ARP request"));
    }

    private static String event(Path trace, int packet, int step) {
        return Reports.csv("packet", trace, packet)
                .lines()
                .filter(line -> line.startsWith(step + ","))
                .map(line -> line.split(",", 5)[4].replace("\"", ""))
                .findFirst()
                .orElse("");
    }

    @Test
    void drawsAJourneyFromAnyOfItsPackets() {
        Path trace = SyntheticTrace.write(directory, "protocols");
        for (int packet : new int[] {14, 15, 16}) {
            assertEquals(
                    """
                    time,packet,made,bytes
                    14000,14,,2040
                    15000,  15,segment in skb_segment,1040
                    16000,  16,segment in skb_segment,1040
                    """,
                    Reports.csv("journey", trace, packet)
                            .replace(" *", "")
                            .replaceAll("(?m)^([^,]*,[^,]*,[^,]*),[^,]*,([^,]*),.*$", "$1,$2"));
        }
    }

    @Test
    void printsTheColumnsOfSkbtracer() {
        assertEquals(
                """
                time,network_ns,cpu,interface,dest_mac,ip_len,pkt_info,trace_info
                1000,router,0,eth0,,60,T_SYN 10.0.0.2:5000 -> 10.0.9.9:80,1 netif_receive_skb
                1050,router,0,eth0,,60,T_ 10.0.0.2:5000 -> 10.0.9.9:80,3 skb_clone
                1090,router,0,eth0,,60,T_ 10.0.0.2:5000 -> 10.0.9.9:80,3 consume_skb
                1100,router,0,eth0,,60,T_SYN 10.0.0.2:5000 -> 10.0.9.9:80,1 ip_rcv
                1200,router,0,eth0,,60,T_SYN 10.0.0.2:5000 -> 10.0.9.9:80,\
                1 [ipv4 PREROUTING] nf_hook_slow
                """,
                Reports.csv("skbtracer", ROUTER, "--top", 5));
    }
}
