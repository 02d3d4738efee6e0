package dev.skbtrail.analyzer.export.folded;

import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.export.RowValues;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.report.ReportRun;
import dev.skbtrail.analyzer.text.Printable;
import dev.skbtrail.analyzer.trace.Rows;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;

/** Writes folded stacks, the input of flame graph tools: one line per stack, with its count. */
public final class Stacks {
    private final ReportRun run;
    private final List<Definition> kinds;
    private Definition written;
    private long stacks;
    private long counted;

    /**
     * What was written.
     *
     * @param kind which file of {@code queries/export/folded}
     */
    public record Counts(String kind, long stacks, long counted) {}

    private Stacks(ReportRun run, List<Definition> kinds) {
        this.run = run;
        this.kinds = kinds;
    }

    /**
     * @param run restricted to the chosen packets
     * @param kinds files of {@code queries/export/folded}; the first one that returns stacks is
     *     used
     */
    public static Stacks of(ReportRun run, Library library, List<String> kinds) {
        return new Stacks(
                run, kinds.stream().map(kind -> library.export("folded/" + kind)).toList());
    }

    /**
     * Writes the lines.
     *
     * @throws UserException if the trace has no stacks
     * @throws IOException when the stream cannot be written
     */
    public void write(OutputStream to) throws IOException {
        Iterator<Definition> next = kinds.iterator();
        try {
            while (stacks == 0 && next.hasNext()) {
                written = next.next();
                run.rows(written.needs(), written.sql(), rows -> write(rows, to));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (stacks == 0) {
            throw UserException.data(written.empty());
        }
    }

    /** What has been written. */
    public Counts counts() {
        String path = written.name();
        return new Counts(path.substring(path.indexOf('/') + 1), stacks, counted);
    }

    private boolean write(Rows rows, OutputStream to) throws SQLException {
        RowValues row = new RowValues(rows);
        while (row.next()) {
            long count = row.number("count");
            String line = Printable.of(row.text("stack")) + " " + count + "\n";
            try {
                to.write(line.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            stacks++;
            counted += count;
        }
        return true;
    }
}
