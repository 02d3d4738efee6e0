package dev.skbtrail.recorder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.skbtrail.recorder.kernel.KernelBtf;
import dev.skbtrail.recorder.probe.Catalogue;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListCommandTest {
    @Test
    void showsEveryProbeUnderItsGroup() {
        Cli.Result result = Cli.run("list");
        assertEquals(0, result.exitCode(), result.err());
        Catalogue.load()
                .byGroup()
                .forEach(
                        (group, entries) -> {
                            assertTrue(result.out().lines().anyMatch(group::equals), group);
                            entries.forEach(
                                    entry -> assertTrue(result.out().contains(entry.meaning())));
                        });
    }

    @Test
    void findsTheReceivingFunctionInThisKernel() {
        assumeTrue(KernelBtf.isAvailable(), "this kernel has no " + KernelBtf.DIRECTORY);
        List<String> lines =
                Cli.run("list", "--group", "ip", "--format", "csv").out().lines().toList();
        assertEquals("group,function,program,available,meaning", lines.get(0));
        assertEquals("ip,ip_rcv,entry,true,\"IPv4 header is checked\"", lines.get(1));
        assertTrue(lines.stream().skip(1).allMatch(line -> line.startsWith("ip,")));
    }

    @Test
    void refusesAnUnknownGroup() {
        Cli.Result result = Cli.run("list", "--group", "netfliter");
        assertEquals(2, result.exitCode());
        assertTrue(result.err().contains("did you mean netfilter"), result.err());
    }
}
