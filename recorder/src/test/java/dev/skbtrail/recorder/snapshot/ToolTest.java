package dev.skbtrail.recorder.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tools that behave, and tools that do not. */
class ToolTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Deadline LATE = new Deadline(Duration.ofMinutes(10));
    private static final int RULES = 10_000;

    private final Items items = new Items(256 << 10);

    @Test
    void takesTheMembersOfEachArray() {
        assertNull(json("echo '[{\"dst\":\"default\"},{\"dst\":\"10.0.0.0/8\"}]'; echo '[]'"));
        assertEquals(List.of("{\"dst\":\"default\"}", "{\"dst\":\"10.0.0.0/8\"}"), items.kept());
    }

    @Test
    void takesNothingForAnEmptyAnswer() {
        assertNull(json("true"));
        assertEquals(List.of(), items.kept());
    }

    @Test
    void keepsALargeRulesetUpToAWholeRule() {
        assertNull(
                lines("seq %d | sed 's/.*/\\t\\ttcp dport & counter packets 0 drop # handle &/'"));

        assertTrue(items.bytes() <= 256 << 10, () -> items.bytes() + " bytes");
        assertTrue(items.kept().size() > 1_000, () -> items.kept().size() + " rules");
        assertEquals(RULES, items.kept().size() + items.leftOut());
        assertEquals(
                "\"\\t\\ttcp dport 1 counter packets 0 drop # handle 1\"", items.kept().get(0));
    }

    @Test
    void keepsALongListUpToAWholeMember() {
        assertNull(
                json(
                        "echo '['; seq -s, -f '{\"dst\":\"10.0.0.0/8\",\"metric\":%%g}' %d; echo ']'"));

        assertTrue(items.bytes() <= 256 << 10, () -> items.bytes() + " bytes");
        assertEquals(RULES, items.kept().size() + items.leftOut());
    }

    @Test
    void saysThatAToolIsMissing() {
        assertEquals(
                "no-such-tool is not installed",
                Tool.of(Part.NFT, Format.LINES, "no-such-tool -a").read(items, LATE));
    }

    @Test
    void saysHowAToolFailed() {
        assertEquals(
                "sh failed (exit code 3): netlink: no",
                lines("echo kept; echo 'netlink: no' >&2; exit 3"));
        assertEquals(List.of("\"kept\""), items.kept());
    }

    @Test
    void saysThatTheOutputCannotBeRead() {
        assertEquals("sh: its output cannot be read", json("echo '[{\"a\":1},{b'"));
        assertEquals(List.of("{\"a\":1}"), items.kept());
    }

    @Test
    void killsAToolThatHangs() {
        long begin = System.nanoTime();

        String problem =
                tool(Format.LINES, "echo kept; exec sleep 30")
                        .read(items, LATE.within(Duration.ofMillis(300)));

        assertTrue(problem.matches("sh took too long and was stopped after [\\d,]+ ms"), problem);
        assertEquals(List.of("\"kept\""), items.kept());
        assertTrue(System.nanoTime() - begin < LONG.toNanos());
    }

    @Test
    void replacesWhatIsNoText() {
        assertNull(json("printf '[{\"ifname\":\"a\\377b\"}]'"));
        assertEquals(List.of("{\"ifname\":\"a\uFFFDb\"}"), items.kept());
    }

    @Test
    void looksNowhereButInAbsoluteDirectories() {
        assertEquals(Path.of("/bin/sh").getFileName(), Tool.find(".:", "sh").getFileName());
        assertTrue(Tool.find(".::x", "sh").isAbsolute());
        assertNull(Tool.find(null, "no-such-tool"));
    }

    private String json(String script) {
        return tool(Format.JSON_ARRAY, script.formatted(RULES)).read(items, LATE);
    }

    private String lines(String script) {
        return tool(Format.LINES, script.formatted(RULES)).read(items, LATE);
    }

    private static Tool tool(Format format, String script) {
        return new Tool(Part.NFT, format, List.of("sh", "-c", script));
    }
}
