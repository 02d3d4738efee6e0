package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the reports of queries/protocols on small traces that can be checked by hand. */
class ProtocolReportsTest {
    private static final Path ROUTER = SyntheticTrace.shared("router");

    @TempDir private static Path directory;

    @Test
    void tellsHowThePacketsOfEachFlowEnded() {
        assertEquals(
                """
                flow,packets,bytes,dropped,first,duration,ended
                TCP 10.0.0.2 > 10.0.9.9:80,2,120,0,1000,1900,\
                "1 consumed in router; 1 transmitted in router"
                UDP 10.0.0.2 > 10.0.1.2:9999,1,48,1,11000,300,\
                dropped in router: NETFILTER_DROP at nf_hook_slow
                UDP fd00:1::2 > [fd00:1::1]:53,1,100,0,21000,5030,delivered in router
                ICMP 10.0.1.2 > 10.0.0.2,1,84,0,31000,20,delivered in client
                """,
                Cli.run("flows", ROUTER, "--format", "csv").out());
    }

    @Test
    void saysWhatNetfilterDecidedAndHowLongItTook() {
        assertEquals(
                """
                netns,hook,part,verdict,packets,p50,p99,total,interfaces
                router,FORWARD,whole hook,DROP,1,200,200,200,
                router,FORWARD,nft_do_chain filter forward,DROP,1,50,50,50,
                router ipv4,PREROUTING,whole hook,ACCEPT,1,200,200,200,
                router ipv4,PREROUTING,nft_do_chain nat prerouting,ACCEPT,1,50,50,50,
                """,
                Cli.run("netfilter", ROUTER, "--format", "csv").out());
    }

    @Test
    void infersVerdictsFromTheTwoEndsOfAHook() {
        Path restricted = SyntheticTrace.write(directory, "restricted");
        assertEquals(
                """
                netns,hook,part,verdict,packets,p50,p99,total,interfaces
                4026532000,PREROUTING,whole hook,ACCEPT,1,10,10,10,
                4026532000,FORWARD,whole hook,DROP,1,10,10,10,
                """,
                Cli.run("netfilter", restricted, "--format", "csv").out());
    }

    @Test
    void namesTheRuleThatDecidedAndTheStateOfTheConnection() {
        Path rules =
                SyntheticTrace.write(
                        directory,
                        "rules",
                        """
                        INSERT INTO event BY NAME
                        SELECT make_timestamp_ns(seq * 10) AS ts, 0 AS cpu, kind, 1 AS packet, seq,
                            function, verdict, 'INPUT' AS nf_hook, 't' AS nf_table, 'c' AS nf_chain,
                            nf_rule, ct_state
                        FROM (VALUES ('entry', 0, 'nf_conntrack_in', NULL, NULL, 'NEW'),
                            ('return', 1, 'nf_conntrack_in', 'ACCEPT', NULL, 'NEW'),
                            ('entry', 2, 'nft_do_chain', NULL, NULL, NULL),
                            ('return', 3, 'nft_do_chain', 'DROP', 7, NULL))
                            AS t (kind, seq, function, verdict, nf_rule, ct_state)""");
        assertEquals(
                """
                netns,hook,part,verdict,packets,p50,p99,total,interfaces
                "",INPUT,nf_conntrack_in t c NEW,ACCEPT,1,10,10,10,
                "",INPUT,nft_do_chain t c rule 7,DROP,1,10,10,10,
                """,
                Reports.csv("netfilter", rules));
    }
}
