package dev.skbtrail.recorder.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.recorder.catalogue.Catalogue;
import dev.skbtrail.recorder.catalogue.CatalogueEntry;
import dev.skbtrail.recorder.catalogue.Program;
import dev.skbtrail.recorder.kernel.KernelFunctions;
import dev.skbtrail.recorder.kernel.TestKernel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A catalogue of a few probes on {@link TestKernel}. */
class SelectorTest {
    private static final Catalogue CATALOGUE =
            Catalogue.parse(
                    """
                    rx    ip_rcv     entry       -  -  -  m
                    tcp   tcp_two    segment     -  -  -  m
                    free  kfree_skb  tracepoint  -  -  -  m
                    free  tcp_freed  follow      -  -  -  m
                    -     tcp_one    -           -  -  -  m
                    """,
                    "c");

    @TempDir private Path directory;
    private Selector selector;

    @BeforeEach
    void makeSelector() throws IOException {
        KernelFunctions kernel = TestKernel.in(directory);
        selector = new Selector(CATALOGUE, () -> kernel);
    }

    @Test
    void takesTheDefaultSetWhenNothingIsChosen() {
        ProbeSelection selection = selector.finish(false);
        assertEquals("ip_rcv tcp_two kfree_skb", names(selection));
        assertFalse(selection.chosen());
    }

    @Test
    void unitesWhatIsChosenInTheOrderOfTheCatalogue() {
        selector.add(NamePattern.parse("veth_xmit"));
        selector.add(NamePattern.parse("tcp_o*"));
        selector.addGroup("rx");
        ProbeSelection selection = selector.finish(true);
        assertEquals("ip_rcv kfree_skb veth_xmit tcp_one", names(selection));
        assertEquals("veth", selection.entries().get(2).group());
        assertTrue(selection.chosen() && selection.returns());
    }

    @Test
    void keepsTheCataloguesProgramOfAFunctionThatAPatternFinds() {
        selector.add(NamePattern.parse("tcp_*"));
        ProbeSelection selection = selector.finish(false);
        assertEquals("tcp_two kfree_skb tcp_freed tcp_one", names(selection));
        assertEquals(Program.SEGMENT, selection.entries().get(0).program());
    }

    @Test
    void reportsEveryCallOfAHookFunctionThatIsNamed() {
        Catalogue hooks = Catalogue.parse("nf  nf_confirm  refusal  netfilter  -  -  m", "c");
        selector = new Selector(hooks, () -> null);
        assertEquals(Program.REFUSAL, selector.finish(false).entries().get(0).program());
        selector.addGroup("nf");
        selector.add(NamePattern.parse("nf_confirm"));
        ProbeSelection selection = selector.finish(false);
        assertEquals("nf_confirm", names(selection));
        assertEquals(Program.HOOK, selection.entries().get(0).program());
    }

    @Test
    void takesEverythingButTracepointsOwnFunctions() {
        selector.addAll();
        selector.exclude(NamePattern.parse("t[cw]*"));
        assertEquals(
                "ip_rcv kfree_skb booting both by_value changed inlined untraceable veth_xmit",
                names(selector.finish(false)));
    }

    @Test
    void excludesFromTheDefaultSetButNeverWhatTellsPacketsApart() {
        selector.exclude(NamePattern.parse("*"));
        assertEquals("kfree_skb", names(selector.finish(false)));
    }

    @Test
    void refusesToBeLeftWithNothing() {
        selector.add(NamePattern.parse("tcp_one"));
        selector.exclude(NamePattern.parse("tcp_*"));
        assertThrows(IllegalArgumentException.class, () -> selector.finish(false));
    }

    @Test
    void keepsWhatAFileListsThoughTheKernelLacksIt() {
        selector.addListed(
                List.of(
                        new ListedFunction("g", "ip_rcv", 0),
                        new ListedFunction("g", "no_such", ListedFunction.UNKNOWN),
                        new ListedFunction("g", "both", 1)));
        ProbeSelection selection = selector.finish(false);
        assertEquals("ip_rcv kfree_skb no_such both", names(selection));
        assertEquals(Map.of("ip_rcv", 0, "both", 1), selection.positions());
    }

    @ParameterizedTest
    @CsvSource({
        "tcp_oen, unknown function 'tcp_oen' (did you mean tcp_one",
        "noskb, 'noskb' takes no sk_buff",
        "udp_*, 'udp_*' matches no function",
    })
    void refusesATypedNameThatIsNone(String name, String named) {
        String message =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> selector.add(NamePattern.parse(name)))
                        .getMessage();
        assertTrue(message.contains(named), message);
    }

    @ParameterizedTest
    @CsvSource({"'a b'", "''", "a;b", "'tcp_[z-a]'", "'tcp_[' "})
    void refusesWhatIsNoPattern(String text) {
        String message =
                assertThrows(IllegalArgumentException.class, () -> NamePattern.parse(text))
                        .getMessage();
        assertEquals(1, message.lines().count());
    }

    @Test
    void refusesAnUnknownGroupWithTheNearest() {
        String message =
                assertThrows(IllegalArgumentException.class, () -> selector.addGroup("tpc"))
                        .getMessage();
        assertEquals(
                "unknown group 'tpc' (did you mean tcp?); 'skbtrail-record list' shows all",
                message);
    }

    private static String names(ProbeSelection selection) {
        return selection.entries().stream()
                .map(CatalogueEntry::function)
                .collect(Collectors.joining(" "));
    }
}
