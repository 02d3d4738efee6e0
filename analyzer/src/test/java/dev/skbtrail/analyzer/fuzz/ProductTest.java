package dev.skbtrail.analyzer.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.SyntheticTrace;
import dev.skbtrail.analyzer.cli.Cli;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a file that was written is seen. */
class ProductTest {
    @TempDir private Path directory;

    @Test
    void seesWhatAPageMustNotHave() {
        byte[] page = write("report");
        assertEquals("", Product.PAGE.read(page, "").problem());
        assertTrue(Product.PAGE.read(page, "").complete());
        Map.of("\u001b", "a control character", "<b>", "markup", "\"", "no JSON")
                .forEach(
                        (bad, problem) ->
                                assertEquals(
                                        "data: " + problem,
                                        read(Product.PAGE, page, "router0", bad).problem()));
        assertEquals(
                "another page around the data",
                read(Product.PAGE, page, "<main", "<main onload=x").problem());
    }

    @Test
    void seesWhatACaptureMustNotHave() {
        byte[] capture = write("export");
        assertEquals("", Product.CAPTURE.read(capture, "").problem());
        for (String bad : List.of("route\u001b", "route\n", "route\u0085")) {
            String problem = read(Product.CAPTURE, capture, "router0", bad).problem();
            assertTrue(problem.contains("with a text that does harm"), problem);
        }
        byte[] cut = Arrays.copyOf(capture, capture.length - 4);
        assertTrue(Product.CAPTURE.read(cut, "").problem().endsWith(" that is not whole"));
    }

    @Test
    void seesWhatATimelineAndStacksMustNotHave() {
        byte[] timeline = write("export", "--format", "perfetto");
        assertEquals("", Product.TIMELINE.read(timeline, "").problem());
        assertEquals("no JSON", read(Product.TIMELINE, timeline, "]", "").problem());
        byte[] stacks = write("export", "--format", "folded", "--stacks", "paths");
        assertEquals("", Product.STACKS.read(stacks, "").problem());
        assertEquals("no stack: ;a 1", Product.STACKS.read(bytes(";a 1\n"), "").problem());
        assertEquals("a control character", Product.STACKS.read(bytes("a\u202e 1"), "").problem());
    }

    @Test
    void knowsWhatSaysThatNothingIsMissing() {
        byte[] stacks = bytes("a 1\n");
        assertTrue(Product.STACKS.read(stacks, "").complete());
        assertTrue(!Product.STACKS.read(stacks, "TRACE INCOMPLETE: 3 events lost").complete());
    }

    private static Written read(Product product, byte[] file, String from, String to) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        byte[] padded = bytes(to);
        String same = new String(padded, StandardCharsets.ISO_8859_1);
        // Of the same length, where there are lengths.
        String pad = product == Product.CAPTURE ? "x".repeat(from.length() - padded.length) : "";
        return product.read(
                text.replace(from, same + pad).getBytes(StandardCharsets.ISO_8859_1), "");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] write(String... words) {
        Path trace = SyntheticTrace.root().resolve("sample-traces/udp-blocked/trace.parquet");
        Path out = directory.resolve("out");
        Object[] args = new Object[words.length + 4];
        args[0] = words[0];
        args[1] = trace;
        System.arraycopy(words, 1, args, 2, words.length - 1);
        args[words.length + 1] = "-o";
        args[words.length + 2] = out;
        args[words.length + 3] = "--force";
        Cli.Result result = Cli.run(args);
        assertEquals(0, result.exitCode(), result.err());
        try {
            return Files.readAllBytes(out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
