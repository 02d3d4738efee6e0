package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The complete traces of a recording. Deletes the oldest ones beyond a number, and never another
 * file: not even one that got the name of a trace meanwhile.
 */
final class FinishedParts {
    /**
     * @param identity of the file, whatever its name; null: not known
     */
    private record Trace(Path path, Object identity) {}

    private final int keep;

    /** Those that may be deleted some day; oldest first. */
    private final Deque<Trace> kept = new ArrayDeque<>();

    private int written;
    private Path first;
    private Path last;

    /**
     * @param keep how many remain; 0: all
     */
    FinishedParts(int keep) {
        this.keep = keep;
    }

    /**
     * @throws UserException when an old trace cannot be deleted
     */
    void add(Path path) {
        written++;
        first = first == null ? path : first;
        last = path;
        if (keep > 0) {
            kept.add(new Trace(path, identity(path)));
            while (kept.size() > keep) {
                delete(kept.remove());
            }
            first = kept.element().path();
        }
    }

    private static void delete(Trace trace) {
        Object now = identity(trace.path());
        try {
            if (now != null && now.equals(trace.identity())) {
                Files.deleteIfExists(trace.path());
            }
        } catch (IOException e) {
            throw new UserException(
                    "cannot delete %s (%s): --keep needs a directory that you may write to"
                            .formatted(trace.path(), e.getMessage()),
                    e);
        }
    }

    private static Object identity(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
        } catch (IOException e) {
            // Someone has moved or deleted it.
            return null;
        }
    }

    WrittenParts summary() {
        return new WrittenParts(written, keep > 0 ? kept.size() : written, first, last);
    }
}
