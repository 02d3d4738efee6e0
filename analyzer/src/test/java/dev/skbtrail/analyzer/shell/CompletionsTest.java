package dev.skbtrail.analyzer.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.SyntheticTrace;
import dev.skbtrail.analyzer.cli.Shells;
import dev.skbtrail.analyzer.text.Printable;
import java.nio.file.Path;
import java.util.List;
import org.jline.reader.Parser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class CompletionsTest {
    private static final Path TRACE =
            SyntheticTrace.root().resolve("sample-traces/udp-blocked/trace.parquet");
    private static final Commands COMMANDS = Shells.open(TRACE);

    @AfterAll
    static void close() {
        COMMANDS.close();
    }

    /** What JLine requests when Tab is pressed at the end of the text. */
    private static List<String> at(Commands commands, String text) {
        Typed typed = (Typed) Typed.PARSER.parse(text, text.length(), Parser.ParseContext.COMPLETE);
        return new Completions(commands).of(typed.words(), Sql.is(text));
    }

    private static List<String> at(String text) {
        return at(COMMANDS, text);
    }

    @Test
    void knowsReportsAndOptions() {
        assertTrue(at("").containsAll(List.of("summary", "explain", "set", ".timing", "SELECT")));
        assertFalse(at("").contains("check"));
        assertTrue(at("show ").containsAll(List.of("summary", "config", "2", "36")));
        assertTrue(at("help ").containsAll(List.of("drops", "events", "no-listener")));
        assertTrue(at("drops --").containsAll(List.of("--everyday", "--host", "--format")));
        assertTrue(at("explain --").contains("--rules"));
        assertEquals(List.of(), at("nonsense --"));
        assertEquals(List.of("on", "off"), at("set pager "));
    }

    @Test
    void knowsWhatIsInTheTrace() {
        assertTrue(at("set host ").containsAll(List.of("192.0.2.2", "2001:db8:2::2")));
        assertTrue(at("drops --netns ").contains("skbt-router"));
        assertTrue(at("set iface ").contains("router0"));
        assertEquals(List.of("2", "20", "22", "24", "26", "28"), at("packet 2"));
        String flow = "UDP 192.0.2.2:58805 > 198.51.100.2:8081";
        assertTrue(at("set flow UDP 192").contains(flow));
        // The value would have to be quoted.
        assertEquals(List.of(), at("drops --flow "));
    }

    @Test
    void knowsColumns() {
        assertTrue(at("SELECT pac").containsAll(List.of("packet", "events", "drops", "reason")));
        assertTrue(at("SELECT 1\nFROM e").contains("events"));
    }

    @Test
    void offersNothingThatSteersATerminal() {
        try (Commands hostile = Shells.open(SyntheticTrace.shared("hostile"))) {
            List<String> interfaces = hostile.values("iface", "");
            assertTrue(interfaces.contains("eth\u00070"), interfaces.toString());
            for (String text : List.of("set iface ", "set netns ", "set flow ", "set host ")) {
                at(hostile, text).forEach(value -> assertEquals(Printable.of(value), value, text));
            }
            assertFalse(at(hostile, "set iface ").contains("eth\u00070"));
            assertEquals(List.of("10.0.0.1", "10.0.0.2"), at(hostile, "set host "));
        }
    }
}
