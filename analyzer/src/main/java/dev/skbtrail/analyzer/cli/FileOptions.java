package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.render.Cells;
import dev.skbtrail.analyzer.report.Unit;
import dev.skbtrail.analyzer.text.NewFile;
import dev.skbtrail.analyzer.text.Terminal;
import dev.skbtrail.analyzer.trace.TraceFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** The file for a result that is not meant to be read on a terminal. */
final class FileOptions {
    static final Path STANDARD_OUTPUT = Path.of("-");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "File to write, - for standard output. Only its owner may read it.")
    private Path output;

    @Option(names = "--force", description = "Overwrite the file if it exists.")
    private boolean force;

    private NewFile.Replace replace = NewFile.Replace.NOTHING;

    /** Rejects a file that cannot be written, before any long work begins. */
    void require() {
        require(NewFile.Replace.RESULTS);
    }

    /**
     * As above, for a result that is a trace: it may replace an earlier trace, but not its own
     * input.
     */
    void requireFor(TraceFile read) {
        require(NewFile.Replace.TRACES);
        try {
            if (!isPiped() && Files.exists(output) && Files.isSameFile(output, read.path())) {
                throw UserException.usage(
                        output + ": is the trace that is read; name another file");
            }
        } catch (IOException e) {
            throw UserException.data(output + ": cannot be looked at: " + e.getMessage());
        }
    }

    private void require(NewFile.Replace forced) {
        replace = force ? forced : NewFile.Replace.NOTHING;
        if (!isPiped()) {
            NewFile.require(output, replace);
        } else if (Boolean.getBoolean("skbtrail.terminal")) {
            throw UserException.usage(
                    "-o -: standard output is a terminal; name a file, or a program with | PROGRAM");
        }
    }

    /**
     * Writes the result, then prints one line about it.
     *
     * @param told supplies that line once everything is written
     */
    void write(Terminal terminal, NewFile.Content content, Supplier<String> told) {
        if (isPiped()) {
            try (OutputStream to = terminal.out().bytes()) {
                content.write(to);
            } catch (IOException e) {
                throw UserException.data("standard output: " + e.getMessage());
            }
            terminal.err().line(told.get());
        } else {
            String size = Cells.text(NewFile.write(output, replace, content), Unit.BYTES);
            terminal.out().line(output + ": " + told.get() + ", " + size);
        }
    }

    /** The file name as shown to the recipient: without the local directory. */
    String name() {
        Path name = output.getFileName();
        return isPiped() || name == null ? "bundle.parquet" : name.toString();
    }

    /** Whether the result goes to standard output. */
    boolean isPiped() {
        return output.equals(STANDARD_OUTPUT);
    }
}
