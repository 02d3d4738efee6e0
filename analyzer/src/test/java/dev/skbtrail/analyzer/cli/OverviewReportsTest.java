package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reports of queries/overview, on traces of a few rows that can be checked by hand. */
class OverviewReportsTest {
    @TempDir private static Path directory;
    private static Path router;

    @BeforeAll
    static void writeTraces() {
        router = SyntheticTrace.write(directory, "router");
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
}
