package dev.skbtrail.analyzer.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.SyntheticTrace;
import dev.skbtrail.analyzer.cli.Shells;
import dev.skbtrail.analyzer.text.Printer;
import dev.skbtrail.analyzer.text.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jline.terminal.TerminalBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests typed input, through JLine on a dumb terminal. */
class LineEditorTest {
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir private Path directory;

    private org.jline.terminal.Terminal terminal(String typed) throws IOException {
        byte[] input = typed.getBytes(StandardCharsets.UTF_8);
        return TerminalBuilder.builder()
                .system(false)
                .streams(new ByteArrayInputStream(input), screen)
                .type("dumb")
                .build();
    }

    private void run(org.jline.terminal.Terminal jline, Path trace, Path history) {
        Terminal terminal =
                new Terminal(Printer.ofResults(out, false), Printer.ofMessages(err), 100);
        try (Commands commands = Shells.open(trace);
                Console console = new LineEditor(jline, terminal, commands, Optional.of(history))) {
            assertEquals(1, new Shell(commands, terminal, console).run(), err.toString());
        }
    }

    @Test
    void namesTraceAndFilterAndKeepsHistory() throws IOException {
        Path history = directory.resolve("history");
        Path trace = SyntheticTrace.write(directory, "router");
        Path named = Files.move(trace, directory.resolve("a\u001b[31mb.parquet"));
        run(terminal("set proto udp\nSELECT 5\nAS five;\nnonsense\nclear\n"), named, history);
        String shown = screen.toString(StandardCharsets.UTF_8);
        assertTrue(shown.contains("a\ufffd[31mb.parquet> set proto udp"), shown);
        assertTrue(shown.contains("b.parquet [proto udp]> SELECT 5"), shown);
        assertEquals(-1, shown.indexOf("\u001b[31m"), shown);
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("five\n----\n   5\n"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("no report or command nonsense"));
        assertTrue(Files.readString(history).contains("set proto udp"));
    }
}
