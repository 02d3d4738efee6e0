package dev.skbtrail.analyzer.export.perfetto;

import dev.skbtrail.analyzer.export.Values;
import java.io.IOException;
import java.util.List;

/**
 * Writes each row of a query as an event of the file; the column {@code shape} selects the kind.
 */
final class RowWriter {
    /** Prefix of columns that are written as arguments of the event. */
    static final String ARGUMENT = "arg_";

    private final EventWriter events;
    private final Tracks tracks;

    /** The place of the last bar; rows that follow may refer to that bar. */
    private Tracks.Place last;

    private long bars;
    private long arrows;
    private long instants;

    RowWriter(EventWriter events, Tracks tracks) {
        this.events = events;
        this.tracks = tracks;
    }

    /** What has been written. */
    Timeline.Counts counts() {
        return new Timeline.Counts(bars, arrows, instants, tracks.count());
    }

    /**
     * @param row a row of a query in {@code queries/export/perfetto}
     * @param arguments those of its columns that are arguments
     */
    void write(Values row, List<String> arguments) throws IOException {
        String shape = row.text("shape");
        switch (shape) {
            case "slice", "call" -> {
                long start = row.number("time");
                long end = start + row.number("duration");
                last = tracks.place(row.text("process"), row.text("track"), shape, start, end);
                bar(row, arguments);
            }
            case "inside" -> bar(row, arguments);
            case "instant" -> {
                instants++;
                begin("i", row, tracks.place(row.text("process"), row.text("track"), shape))
                        .text("s", "t");
                end(row, arguments);
            }
            case "counter" -> {
                // On first use this writes the process name, so it must come before the event
                // begins.
                int process = tracks.process(row.text("process"));
                events.begin("C").number("pid", process);
                describe(row);
                end(row, arguments);
            }
            case "out" -> arrow("s", row);
            case "through" -> arrow("t", row);
            case "in" -> arrow("f", row);
            default -> throw new IllegalStateException("no shape of a timeline: " + shape);
        }
    }

    private void bar(Values row, List<String> arguments) throws IOException {
        bars++;
        begin("X", row, last).time("dur", last.fits() ? row.number("duration") : 0);
        end(row, arguments);
    }

    private void arrow(String phase, Values row) throws IOException {
        arrows += phase.equals("s") ? 0 : 1;
        begin(phase, row, last)
                .text("id", "0x" + Long.toHexString(row.number("arrow")))
                // Bind the arrow to the enclosing bar, not to the next one.
                .text("bp", "e")
                .end();
    }

    private EventWriter begin(String phase, Values row, Tracks.Place place) {
        events.begin(phase).number("pid", place.process()).number("tid", place.thread());
        return describe(row);
    }

    private EventWriter describe(Values row) {
        return events.text("name", row.text("name"))
                .text("cat", row.text("category"))
                .time("ts", row.number("time"));
    }

    private void end(Values row, List<String> arguments) throws IOException {
        events.open("args");
        for (String column : arguments) {
            String name = column.substring(ARGUMENT.length());
            if (row.of(column) instanceof Number number) {
                events.number(name, number);
            } else if (row.has(column)) {
                events.text(name, row.text(column));
            }
        }
        events.close().end();
    }
}
