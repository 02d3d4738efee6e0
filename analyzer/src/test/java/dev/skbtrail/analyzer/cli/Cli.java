package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.text.Printer;
import dev.skbtrail.analyzer.text.Terminal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the program in this process, as from a shell, and captures its output. */
public final class Cli {
    private Cli() {}

    /** The result of one run. */
    public record Result(int exitCode, String out, String err) {}

    public static Result run(Object... args) {
        return runOnTerminal(100, false, args);
    }

    static Result runOnTerminal(int width, boolean color, Object... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] words = new String[args.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = args[i].toString();
        }
        Terminal terminal =
                new Terminal(Printer.ofResults(out, color), Printer.ofMessages(err), width);
        int exitCode = Main.run(words, terminal);
        return new Result(
                exitCode,
                out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8));
    }

    /** Arguments that run a report with whatever it requires besides the trace. */
    static Object[] arguments(Definition report, Path trace, String required, Object... options) {
        List<Object> args = new ArrayList<>(List.of(report.name(), trace, "--threads", 1));
        report.parameters().stream()
                .filter(parameter -> parameter.required())
                .forEach(parameter -> args.add(required));
        args.addAll(List.of(options));
        return args.toArray();
    }
}
