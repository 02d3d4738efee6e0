package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reports of queries/drops, on traces of a few rows that can be checked by hand. */
class DropReportsTest {
    @TempDir private static Path directory;
    private static Path router;

    @BeforeAll
    static void writeTraces() {
        router = SyntheticTrace.write(directory, "router");
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
}
