package dev.skbtrail.recorder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.skbtrail.recorder.catalogue.Catalogue;
import dev.skbtrail.recorder.catalogue.CatalogueEntry;
import dev.skbtrail.recorder.kernel.KernelBtf;
import dev.skbtrail.recorder.kernel.TestKernel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    /** A line in the catalogue is enough. */
    @Test
    void showsAFunctionThatTheCatalogueGained(@TempDir Path directory) throws IOException {
        List<CatalogueEntry> entries =
                Catalogue.parse("made  tcp_one  entry  -  receive  arrives  Made up\n", "c").all();
        StringWriter text = new StringWriter();
        try (PrintWriter out = new PrintWriter(text)) {
            new CatalogueTable(TestKernel.in(directory), null).print(out, entries, true);
        }
        assertEquals(
                "made,tcp_one,entry,true,fentry kprobe.multi kprobe,\"Made up\"",
                text.toString().lines().skip(1).findFirst().orElse(""));
    }

    @Test
    void findsTheReceivingFunctionInThisKernel() {
        assumeTrue(KernelBtf.isAvailable(), "this kernel has no " + KernelBtf.DIRECTORY);
        List<String> lines =
                Cli.run("list", "--group", "ip", "--format", "csv").out().lines().toList();
        assertEquals("group,function,program,available,backends,meaning", lines.get(0));
        assertTrue(lines.get(1).startsWith("ip,ip_rcv,entry,true,"), lines.get(1));
        assertTrue(lines.get(1).endsWith(",\"IPv4 header is checked\""), lines.get(1));
        assertTrue(lines.stream().skip(1).allMatch(line -> line.startsWith("ip,")));
    }

    @Test
    void showsEveryFunctionThatTakesAPacket() {
        assumeTrue(KernelBtf.isAvailable(), "this kernel has no " + KernelBtf.DIRECTORY);
        String all = Cli.run("list", "--all", "--format", "csv").out();
        assertTrue(all.lines().count() > 1000, all);
        Cli.Result some = Cli.run("list", "--all", "tcp_v4_do_r*", "ip_rcv");
        assertEquals(3, some.out().lines().count(), some.out());
        assertTrue(some.out().contains("ip_rcv           1"), some.out());
        assertTrue(some.out().contains("tcp_v4_do_rcv    2"), some.out());
        Cli.Result none = Cli.run("list", "--all", "no_such_*");
        assertEquals(1, none.exitCode());
        assertEquals(1, none.err().lines().count(), none.err());
    }

    @Test
    void refusesAPatternWithoutAll() {
        Cli.Result result = Cli.run("list", "tcp_*");
        assertEquals(2, result.exitCode());
        assertTrue(result.err().contains("needs --all"), result.err());
    }

    @Test
    void refusesAnUnknownGroup() {
        Cli.Result result = Cli.run("list", "--group", "netfliter");
        assertEquals(2, result.exitCode());
        assertTrue(result.err().contains("did you mean netfilter"), result.err());
    }
}
