package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.EventRow;
import dev.skbtrail.recorder.parquet.TraceFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One trace of a recording while it is written: its file, and what is in it. */
final class Part implements AutoCloseable {
    private final int number;
    private final Path path;
    private final SortedMap<LossOrigin, Long> losses = new TreeMap<>();

    /** Null once it is finished: it has megabytes of buffers. */
    private TraceFile file;

    private long start;
    private long events;
    private long size;

    /**
     * @param start ns since 1970 UTC
     */
    Part(int number, Path path, TraceFile file, long start) {
        this.number = number;
        this.path = path;
        this.file = file;
        this.start = start;
    }

    int number() {
        return number;
    }

    Path path() {
        return path;
    }

    /** When it began, ns since 1970 UTC. */
    long start() {
        return start;
    }

    void startsAt(long time) {
        start = time;
    }

    long bytes() {
        return file == null ? size : file.bytes();
    }

    /** Counts rows that are, or will be, in the file. */
    void count(ColumnBatch batch) {
        for (int row = 0; row < batch.size(); row++) {
            if (EventRow.hasPacket(batch, row)) {
                events++;
            } else {
                losses.merge(
                        new LossOrigin(EventRow.cpu(batch, row), EventRow.lossCause(batch, row)),
                        EventRow.lost(batch, row),
                        Long::sum);
            }
        }
    }

    boolean isEmpty() {
        return events == 0 && losses.isEmpty();
    }

    long events() {
        return events;
    }

    /** By the rows that report them. */
    SortedMap<LossOrigin, Long> losses() {
        return losses;
    }

    void write(ColumnBatch batch) {
        file.write(batch);
    }

    boolean checkpoint(ColumnBatch pending, Map<String, String> footer) {
        return file.checkpoint(pending, footer);
    }

    void finish(Map<String, String> footer) {
        file.finish(footer);
        size = file.bytes();
        file.close();
        file = null;
    }

    /**
     * The file, after {@link #finish}.
     *
     * @param stop ns since 1970 UTC
     */
    FinishedParts.Finished finished(long stop) {
        return new FinishedParts.Finished(OwnFile.of(path), start, stop, size);
    }

    /**
     * Keeps what was captured, unless it was finished.
     *
     * @return the outcome, as text for the user; null when nothing was captured
     */
    String rescue(Throwable failure) {
        return file == null ? null : Rescue.attempt(file, path, failure);
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }
}
