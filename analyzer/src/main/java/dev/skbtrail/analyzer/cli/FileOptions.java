package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.render.Cells;
import dev.skbtrail.analyzer.report.Unit;
import dev.skbtrail.analyzer.text.NewFile;
import dev.skbtrail.analyzer.text.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Where a command writes a result that is not for reading on a terminal. */
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

    /** Refuses what cannot be written, before long work. */
    void require() {
        if (!isPiped()) {
            NewFile.require(output, force);
        } else if (Boolean.getBoolean("skbtrail.terminal")) {
            throw UserException.usage(
                    "-o -: standard output is a terminal; name a file, or a program with | PROGRAM");
        }
    }

    /**
     * Writes the result, then says in one line what was written.
     *
     * @param told asked when all is written
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
            String size = Cells.text(NewFile.write(output, force, content), Unit.BYTES);
            terminal.out().line(output + ": " + told.get() + ", " + size);
        }
    }

    /** Its name for whoever gets it: where it lies here is nobody's business. */
    String name() {
        Path name = output.getFileName();
        return isPiped() || name == null ? "bundle.parquet" : name.toString();
    }

    /** Is it standard output? */
    boolean isPiped() {
        return output.equals(STANDARD_OUTPUT);
    }
}
