package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.UserException;
import dev.skbtrail.recorder.recording.FinishedParts.Finished;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The windows that a flight recorder wrote out: a directory each, with hard links to the traces of
 * the window, so that two dumps that overlap need the space once.
 */
final class Dumps {
    /** A directory that is not complete yet. */
    private static final String DRAFT = ".tmp";

    /**
     * @param time of its trigger, ns since 1970 UTC
     */
    private record Dump(Path directory, long time, List<OwnFile> files) {}

    private final Path output;
    private final int keep;

    /** Oldest first. */
    private final List<Dump> kept = new ArrayList<>();

    private int written;

    /**
     * @param output what the names are made of
     * @param keep how many remain
     */
    Dumps(Path output, int keep) {
        this.output = output;
        this.keep = keep;
    }

    /**
     * @param cause null: the recording ends
     * @param now ns since 1970 UTC
     * @param parts oldest first
     * @throws UserException when the disk is full or gone
     */
    WrittenDump write(DumpCause cause, long now, List<Finished> parts) {
        long time = cause == null ? now : cause.first().time();
        Path directory = PartName.dump(output, time);
        try {
            List<OwnFile> files = link(parts, directory);
            kept.add(new Dump(directory, time, files));
            written++;
            return new WrittenDump(
                    directory,
                    cause,
                    files.size(),
                    parts.stream().mapToLong(Finished::bytes).sum(),
                    Duration.ofNanos(Math.max(0, time - parts.get(0).start())),
                    kept.size() > keep ? deleteOne() : null);
        } catch (IOException e) {
            throw new UserException("cannot write %s: %s".formatted(directory, e), e);
        }
    }

    /** The directory gets its name when all is in it. */
    private static List<OwnFile> link(List<Finished> parts, Path directory) throws IOException {
        Path draft = directory.resolveSibling(directory.getFileName() + DRAFT);
        Files.createDirectory(draft);
        List<Path> names = new ArrayList<>();
        for (Finished part : parts) {
            Path name = part.path().getFileName();
            if (link(part.path(), draft.resolve(name))) {
                names.add(name);
            }
        }
        Files.move(draft, directory, StandardCopyOption.ATOMIC_MOVE);
        return names.stream().map(directory::resolve).map(OwnFile::of).toList();
    }

    /** Returns false when someone has taken the trace away. */
    private static boolean link(Path part, Path to) throws IOException {
        try {
            Files.createLink(to, part);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException | UnsupportedOperationException e) {
            // A file system without links.
            Files.copy(part, to, StandardCopyOption.COPY_ATTRIBUTES);
            return true;
        }
    }

    /**
     * Deletes the one that follows the one before most closely, so that the first of each series of
     * faults stays, and the newest.
     */
    private Path deleteOne() throws IOException {
        int victim = kept.size() > 2 ? 1 : 0;
        for (int i = victim + 1; i < kept.size() - 1; i++) {
            if (gap(i) <= gap(victim)) {
                victim = i;
            }
        }
        Dump dump = kept.remove(victim);
        for (OwnFile file : dump.files()) {
            file.delete();
        }
        try {
            Files.deleteIfExists(dump.directory());
        } catch (DirectoryNotEmptyException e) {
            // Someone keeps something else there, and with it the directory.
        }
        return dump.directory();
    }

    private long gap(int i) {
        return kept.get(i).time() - kept.get(i - 1).time();
    }

    WrittenParts summary() {
        return new WrittenParts(
                true,
                written,
                kept.size(),
                kept.get(0).directory(),
                kept.get(kept.size() - 1).directory());
    }
}
