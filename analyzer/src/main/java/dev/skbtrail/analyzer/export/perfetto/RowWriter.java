package dev.skbtrail.analyzer.export.perfetto;

import dev.skbtrail.analyzer.export.Values;
import java.io.IOException;
import java.util.List;

/** Makes an event of the file of each row of a query, as its shape says. */
final class RowWriter {
    /** What columns begin with that are arguments. */
    static final String ARGUMENT = "arg_";

    private final EventWriter events;
    private final Tracks tracks;

    /** Of the bar before, which rows may be about. */
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
     * @param row of a query in {@code queries/export/perfetto}
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
                // It writes its name when it is first met: before the event begins.
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
                // It ends at the bar that is there, not at the next.
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
