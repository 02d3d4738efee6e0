package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reports of queries/packets, on traces of a few rows that can be checked by hand. */
class PacketReportsTest {
    @TempDir private static Path directory;
    private static Path router;
    private static Path lossy;

    @BeforeAll
    static void writeTraces() {
        router = SyntheticTrace.write(directory, "router");
        lossy = SyntheticTrace.write(directory, "lossy");
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
}
