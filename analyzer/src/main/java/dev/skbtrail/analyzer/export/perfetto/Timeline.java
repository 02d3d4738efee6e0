package dev.skbtrail.analyzer.export.perfetto;

import dev.skbtrail.analyzer.export.RowValues;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.report.ReportRun;
import dev.skbtrail.analyzer.trace.Rows;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;

/**
 * Exports a trace in the Trace Event Format, which Perfetto and Chrome show as a timeline. The
 * queries in {@code queries/export/perfetto} define its content: each row is one event of the file,
 * written as it is read.
 */
public final class Timeline {
    /** From top to bottom in the viewer. */
    private static final List<String> PARTS =
            List.of("marks", "counters", "places", "cpus", "packets");

    private final ReportRun run;
    private final List<Definition> parts;
    private Counts counts;

    /** What was written; an arrow is counted once per bar that it leads to. */
    public record Counts(long bars, long arrows, long instants, int tracks) {}

    private Timeline(ReportRun run, List<Definition> parts) {
        this.run = run;
        this.parts = parts;
    }

    /**
     * @param run restricted to the chosen packets
     */
    public static Timeline of(ReportRun run, Library library) {
        return new Timeline(
                run, PARTS.stream().map(name -> library.export("perfetto/" + name)).toList());
    }

    /**
     * Writes the file.
     *
     * @param notes about the whole trace
     * @throws IOException when the stream cannot be written
     */
    public void write(List<String> notes, OutputStream to) throws IOException {
        EventWriter events = new EventWriter(to);
        RowWriter writer = new RowWriter(events, new Tracks(events));
        try {
            for (Definition part : parts) {
                run.rows(part.needs(), part.sql(), rows -> write(rows, writer));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        events.end(notes);
        counts = writer.counts();
    }

    /** What has been written. */
    public Counts counts() {
        return counts;
    }

    private static boolean write(Rows rows, RowWriter writer) throws SQLException {
        RowValues row = new RowValues(rows);
        List<String> arguments = row.names(RowWriter.ARGUMENT);
        try {
            while (row.next()) {
                writer.write(row, arguments);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }
}
