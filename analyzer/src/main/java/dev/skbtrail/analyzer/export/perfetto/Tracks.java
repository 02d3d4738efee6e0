package dev.skbtrail.analyzer.export.perfetto;

import dev.skbtrail.analyzer.UserException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The processes and threads of the file, which viewers show as groups and tracks. Their numbers are
 * generated and unique. A name is written on first use.
 */
final class Tracks {
    /** Each track keeps its name in memory. */
    private static final int MOST = 200_000;

    /** Sort range of one track; lines beyond it would sort after those of the next track. */
    private static final int LINES_IN_ORDER = 10_000;

    private final EventWriter events;
    private final Map<String, Integer> processes = new HashMap<>();
    private final Map<Track, Lines> lines = new HashMap<>();
    private final Map<Track, Integer> order = new HashMap<>();
    private final Map<Line, Integer> threads = new HashMap<>();
    private int numbers;

    /** Bars of one shape share lines only with each other. */
    private record Track(int process, String name, String shape) {}

    private record Line(Track track, int number) {}

    /**
     * The place of a bar.
     *
     * @param fits false if no line was free; the bar is then shown without its length
     */
    record Place(int process, int thread, boolean fits) {}

    Tracks(EventWriter events) {
        this.events = events;
    }

    /** Number of tracks, counting each of their lines. */
    int count() {
        return threads.size();
    }

    int process(String name) throws IOException {
        Integer known = processes.get(name);
        if (known != null) {
            return known;
        }
        int number = next();
        processes.put(name, number);
        metadata("process_name", number, number).text("name", shown(name)).close().end();
        metadata("process_sort_index", number, number).number("sort_index", number).close().end();
        return number;
    }

    /** The first line of a track. */
    Place place(String process, String track, String shape) throws IOException {
        Track on = new Track(process(process), track, shape);
        return new Place(on.process(), thread(new Line(on, 0)), true);
    }

    /** The line of a track that a bar is put on. */
    Place place(String process, String track, String shape, long start, long end)
            throws IOException {
        Track on = new Track(process(process), track, shape);
        Supplier<Lines> kind = shape.equals("call") ? NestedLines::new : FreeLines::new;
        int line = lines.computeIfAbsent(on, key -> kind.get()).place(start, end);
        return new Place(on.process(), thread(new Line(on, Math.max(0, line))), line != Lines.NONE);
    }

    private int thread(Line line) throws IOException {
        Integer known = threads.get(line);
        if (known != null) {
            return known;
        }
        int number = next();
        threads.put(line, number);
        Track track = line.track();
        int position = order.computeIfAbsent(track, key -> order.size());
        String name = line.number() == 0 ? track.name() : track.name() + " +" + line.number();
        metadata("thread_name", track.process(), number).text("name", shown(name)).close().end();
        metadata("thread_sort_index", track.process(), number)
                .number("sort_index", (long) position * LINES_IN_ORDER + line.number())
                .close()
                .end();
        return number;
    }

    private EventWriter metadata(String what, int process, int thread) {
        return events.begin("M")
                .text("name", what)
                .number("pid", process)
                .number("tid", thread)
                .open("args");
    }

    /** Perfetto treats a track without a name as an error. */
    private static String shown(String name) {
        return name.isEmpty() ? "?" : name;
    }

    private int next() {
        if (numbers == MOST) {
            throw UserException.data(
                    "the timeline has more than "
                            + MOST
                            + " tracks; choose packets with --host, --flow or --since");
        }
        return ++numbers;
    }
}
