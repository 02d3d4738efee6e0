package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.UserException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The complete traces of a recording. Deletes the oldest ones beyond a number, a size or an age,
 * and never another file: not even one that got the name of a trace meanwhile.
 */
final class FinishedParts {
    /**
     * @param start ns since 1970 UTC
     * @param stop likewise
     */
    record Finished(OwnFile file, long start, long stop, long bytes) {
        Path path() {
            return file.path();
        }
    }

    private final int keep;
    private final FlightRule flight;

    /** Those that may be deleted some day; oldest first. */
    private final Deque<Finished> kept = new ArrayDeque<>();

    private long keptBytes;
    private int written;
    private Path first;
    private Path last;

    FinishedParts(RotationRule rule) {
        keep = rule.keep();
        flight = rule.flight();
    }

    /**
     * @param horizon of a flight recorder: what ended before this time is deleted
     * @throws UserException when an old trace cannot be deleted
     */
    void add(Finished part, long horizon) {
        written++;
        first = first == null ? part.path() : first;
        last = part.path();
        if (keep > 0 || flight != null) {
            kept.add(part);
            keptBytes += part.bytes();
            while (kept.size() > 1 && isTooMuch(horizon)) {
                deleteFirst();
            }
            first = kept.element().path();
        }
    }

    private boolean isTooMuch(long horizon) {
        if (flight == null) {
            return kept.size() > keep;
        }
        boolean large = flight.bytes() > 0 && keptBytes > flight.finishedBytes();
        return large || kept.element().stop() < horizon;
    }

    private void deleteFirst() {
        Finished oldest = kept.remove();
        keptBytes -= oldest.bytes();
        try {
            oldest.file().delete();
        } catch (IOException e) {
            throw new UserException(
                    "cannot delete %s (%s): the recorder needs a directory that it may write to"
                            .formatted(oldest.path(), e.getMessage()),
                    e);
        }
    }

    /** Those that are there, oldest first; only of a recording that deletes some. */
    List<Finished> kept() {
        return List.copyOf(kept);
    }

    /** Deletes all that {@link #kept} returns. */
    void clear() {
        while (!kept.isEmpty()) {
            deleteFirst();
        }
    }

    WrittenParts summary() {
        return new WrittenParts(false, written, keep > 0 ? kept.size() : written, first, last);
    }
}
