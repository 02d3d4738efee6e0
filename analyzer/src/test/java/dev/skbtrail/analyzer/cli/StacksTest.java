package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folded stacks: what is counted, and the order of frames. */
class StacksTest {
    private static final Path ROUTER = SyntheticTrace.shared("router");

    @TempDir Path directory;

    @Test
    void countsDropsByTheirStackFromTheOutsideIn() throws IOException {
        String script =
                SyntheticTrace.script("router")
                        + """
                        UPDATE event SET stack = 'nft_do_chain+0x1;nf_hook_slow.cold+0x2;ip_rcv+0x3'
                        WHERE packet = 2 AND function = 'kfree_skb';
                        INSERT INTO event BY NAME
                        SELECT * REPLACE (packet + 100 AS packet) FROM event WHERE packet = 2;
                        UPDATE event SET stack = 'f+0x1;g' WHERE packet = 1 AND seq = 0;
                        """;
        Path trace = SyntheticTrace.write(directory, "stacks", script);
        String drop = "ip_rcv;nf_hook_slow;nft_do_chain;NETFILTER_DROP 2";
        assertEquals(List.of(drop), export(trace, "1 kernel stacks of 2 drops"));
        assertEquals(
                List.of("g;f;netif_receive_skb 1", "ip_rcv;nf_hook_slow;nft_do_chain;kfree_skb 2"),
                export(trace, "2 kernel stacks of 3 events", "--stacks", "events"));
    }

    @Test
    void countsPacketsByTheirPathWhereDropsHaveNoStack() throws IOException {
        List<String> lines = export(ROUTER, " paths of 6 packets");
        assertTrue(
                lines.contains(
                        "ip_rcv;ip_forward;nf_hook_slow;nft_do_chain;nft_do_chain:return;kfree_skb;"
                                + "nf_hook_slow:return 1"),
                lines.toString());
    }

    @Test
    void saysHowToRecordStacks() {
        Cli.Result result =
                Cli.run("export", ROUTER, "--format", "folded", "--stacks", "drops", "-o", file());
        assertEquals(1, result.exitCode());
        assertEquals(
                "skbtrail: No drop has a stack; record with --stack drops, or write --stacks"
                        + " paths.\n",
                result.err());
        assertTrue(!Files.exists(file()));
    }

    @Test
    void refusesOptionsOfAnotherFormat() {
        for (String option : List.of("--every-event", "--stacks=drops")) {
            Cli.Result result =
                    Cli.run("export", ROUTER, "--format", "perfetto", option, "-o", file());
            assertEquals(2, result.exitCode());
            assertTrue(result.err().contains(" is for --format "), result.err());
        }
    }

    private Path file() {
        return directory.resolve("stacks.folded");
    }

    private List<String> export(Path trace, String told, String... options) throws IOException {
        Object[] words =
                Stream.concat(
                                Stream.of(
                                        "export",
                                        trace,
                                        "--format",
                                        "folded",
                                        "-o",
                                        file(),
                                        "--force"),
                                Stream.of(options))
                        .toArray();
        Cli.Result result = Cli.run(words);
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.out().contains(told), result.out());
        return Files.readAllLines(file());
    }
}
