package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reports of queries/latency, on traces of a few rows that can be checked by hand. */
class LatencyReportsTest {
    @TempDir private static Path directory;
    private static Path router;
    private static Path lossy;

    @BeforeAll
    static void writeTraces() {
        router = SyntheticTrace.write(directory, "router");
        lossy = SyntheticTrace.write(directory, "lossy");
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
    }

    /** No packet of the lossy trace has an end that was seen. */
    @Test
    void spreadsLivesThatAreKnownFromTheirFirstEventToTheirLast() {
        String lives = Cli.run("histogram", router, "--format", "csv").out();
        assertTrue(lives.endsWith(",100.0," + "#".repeat(40) + "\n"), lives);
        assertEquals(1, Cli.run("histogram", lossy, "--format", "csv").out().lines().count());
    }

    private static String latency(Path trace, Object... options) {
        Object[] args =
                Stream.concat(Stream.of("latency", trace, "--format", "csv"), Stream.of(options))
                        .toArray();
        return Cli.run(args).out();
    }
}
