package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.filter.PacketFilter;
import dev.skbtrail.analyzer.render.Format;
import dev.skbtrail.analyzer.report.Arrangement;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.report.Parameter;
import dev.skbtrail.analyzer.report.ReportRun;
import dev.skbtrail.analyzer.text.Printer;
import dev.skbtrail.analyzer.text.Terminal;
import dev.skbtrail.analyzer.trace.Limits;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import dev.skbtrail.analyzer.trace.TraceFile;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A trace that stays open for many reports, because opening it takes longer than most of them. */
public final class OpenTrace implements AutoCloseable {
    private final TraceDatabase database;
    private final ReportRun run;
    private String notable;

    public OpenTrace(Path trace, Library library) {
        this(trace, library, 1);
    }

    OpenTrace(Path trace, Library library, int threads) {
        this(List.of(trace), library, threads);
    }

    OpenTrace(List<Path> files, Library library, int threads) {
        database =
                TraceDatabase.open(
                        files.stream().map(TraceFile::new).toList(), new Limits(null, threads));
        run = ReportRun.of(database, library, PacketFilter.NONE);
    }

    /**
     * The output of the program for a report.
     *
     * @param required value of each parameter that has no default
     * @return standard output and error
     */
    public Cli.Result print(Definition report, Format format, String required) {
        return print(report, format, required, Terminal.PIPE_WIDTH);
    }

    /** As above, on a terminal of this width. */
    Cli.Result print(Definition report, Format format, String required, int width) {
        return print(Arrangement.asIs(report), format, required, width);
    }

    /** As above, with another arrangement of the rows. */
    synchronized Cli.Result print(
            Arrangement arrangement, Format format, String required, int width) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Printer results = Printer.ofResults(out, false);
        Terminal terminal = new Terminal(results, Printer.ofMessages(err), width);
        Map<Parameter, Object> values = new LinkedHashMap<>();
        for (Parameter parameter : arrangement.report().parameters()) {
            String value = parameter.required() ? required : parameter.defaultValue();
            values.put(
                    parameter,
                    value != null && parameter.type().equals("INTEGER")
                            ? (Object) Integer.valueOf(value)
                            : value);
        }
        new ReportPrinter(run, format.renderer(terminal, false)).print(arrangement, values);
        results.flush();
        return new Cli.Result(
                0, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The first packet that was dropped, or else the first packet. */
    public synchronized String notablePacket() {
        if (notable == null) {
            notable =
                    run.rows(
                            List.of("packets"),
                            "SELECT coalesce(min(packet) FILTER (fate = 'dropped'), min(packet))"
                                    + " AS packet FROM packets",
                            rows -> rows.next() ? String.valueOf(rows.value(0)) : "");
        }
        return notable;
    }

    @Override
    public void close() {
        database.close();
    }
}
