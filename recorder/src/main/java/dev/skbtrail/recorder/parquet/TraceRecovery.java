package dev.skbtrail.recorder.parquet;

import dev.skbtrail.recorder.UserException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.hadoop.ParquetFileWriter;

/**
 * Makes a complete trace of a recording that was cut short: everything up to its last checkpoint
 * or, without an intact checkpoint, the finished parts. Nothing is encoded again. Files are removed
 * only after the trace has its name, so an interrupted recovery can be repeated.
 */
public final class TraceRecovery {
    private static final String CUT_SHORT = "skbtrail.cut_short";
    private static final int BUFFER = 1 << 16;

    private final PartialFiles files;
    private final String reason;

    /**
     * @param reason why the recording ended, for the footer
     */
    private TraceRecovery(PartialFiles files, String reason) {
        this.files = files;
        this.reason = reason;
    }

    /** Whether the directory has a name that a recording leaves behind. */
    public static boolean isPartial(Path directory) {
        return directory.toString().endsWith(PartialFiles.SUFFIX) && Files.isDirectory(directory);
    }

    /** The directory where the recording of a trace keeps its data until the end. */
    public static Path partialOf(Path target) {
        return PartialFiles.of(target).directory();
    }

    /** The partial traces in a directory, by name. */
    public static List<Path> partialsIn(Path directory) {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(TraceRecovery::isPartial).sorted().toList();
        } catch (IOException e) {
            throw new UserException("cannot read %s: %s".formatted(directory, e.getMessage()), e);
        }
    }

    /** The trace whose recording left the directory. */
    public static Path targetOf(Path partial) {
        String name = partial.toString();
        return Path.of(name.substring(0, name.length() - PartialFiles.SUFFIX.length()));
    }

    /**
     * Makes the trace, and removes the directory.
     *
     * @param reason why the recording ended, for the footer
     * @return number of rows in the trace
     * @throws UserException when the recorder is still running, nothing was flushed, the disk is
     *     full, or the target exists; the directory can then be recovered later
     */
    public static long recover(Path partial, Path target, boolean overwrite, String reason) {
        TraceName.refuseOccupied(target, overwrite);
        PartialFiles files = new PartialFiles(partial);
        try {
            Closeable lock = files.lock();
            try {
                long rows = new TraceRecovery(files, reason).complete();
                TraceName.give(files.trace(), target, overwrite);
                files.delete();
                return rows;
            } finally {
                lock.close();
            }
        } catch (IOException e) {
            throw TraceName.failure(target, e);
        }
    }

    private long complete() throws IOException {
        List<FinishedPart> parts = wholeParts();
        Optional<Checkpoint> last = lastCheckpoint(parts.size());
        if (parts.isEmpty() && last.isEmpty()) {
            throw new UserException(
                    "nothing was written to %s before the recording was cut short: remove it"
                            .formatted(files.directory()));
        }
        Files.deleteIfExists(files.reserve());
        if (last.isEmpty()) {
            return write(parts, new byte[0], null, Map.of());
        }
        Checkpoint checkpoint = last.get();
        List<FinishedPart> before = parts.subList(0, checkpoint.parts());
        Files.deleteIfExists(files.checkpoint(checkpoint.number() + 1));
        try {
            return write(before, checkpoint.rest(), checkpoint.footer(), checkpoint.metadata());
        } catch (IOException e) {
            if (before.isEmpty()) {
                throw e;
            }
            // No space for the data that was in memory.
            return write(before, new byte[0], null, checkpoint.metadata());
        }
    }

    /** Appends the rest and the footer to the parts. */
    private long write(
            List<FinishedPart> parts,
            byte[] rest,
            FileMetaData ofRest,
            Map<String, String> metadata)
            throws IOException {
        Footer footer = new Footer(ofRest == null ? parts.get(0).footer() : ofRest);
        parts.forEach(part -> footer.add(part.footer()));
        if (ofRest != null) {
            footer.add(ofRest);
        }
        Map<String, String> all = new TreeMap<>(metadata);
        all.put("skbtrail.stop_reason", "cut short");
        all.put(CUT_SHORT, reason);
        try (RandomAccessFile file = new RandomAccessFile(files.trace().toFile(), "rw")) {
            if (parts.isEmpty()) {
                file.write(ParquetFileWriter.MAGIC);
            } else {
                file.seek(parts.get(parts.size() - 1).end());
            }
            file.setLength(file.getFilePointer());
            file.write(rest);
            file.write(footer.bytes(all));
            FileChecksum.write(files.trace(), crc());
            file.getFD().sync();
        }
        return footer.rows();
    }

    private long crc() throws IOException {
        try (CheckedInputStream in = content()) {
            in.transferTo(OutputStream.nullOutputStream());
            return in.getChecksum().getValue();
        }
    }

    private CheckedInputStream content() throws IOException {
        InputStream in = Files.newInputStream(files.trace());
        return new CheckedInputStream(new BufferedInputStream(in, BUFFER), new CRC32());
    }

    /** The parts that are intact. */
    private List<FinishedPart> wholeParts() throws IOException {
        List<FinishedPart> whole = new ArrayList<>();
        if (!Files.exists(files.trace()) || !Files.exists(files.journal())) {
            return whole;
        }
        long at = 0;
        try (CheckedInputStream in = content()) {
            for (byte[] record : Records.read(Files.readAllBytes(files.journal()))) {
                FinishedPart part = FinishedPart.of(record);
                long length = part.end() - at;
                if (skip(in, length) < length || in.getChecksum().getValue() != part.crc()) {
                    break;
                }
                at = part.end();
                whole.add(part);
            }
        }
        return whole;
    }

    private static long skip(InputStream in, long length) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long done = 0;
        while (done < length) {
            int read = in.read(buffer, 0, (int) Math.min(BUFFER, length - done));
            if (read < 0) {
                break;
            }
            done += read;
        }
        return done;
    }

    /** The last checkpoint whose parts are all intact. */
    private Optional<Checkpoint> lastCheckpoint(int parts) throws IOException {
        List<Checkpoint> found = new ArrayList<>();
        for (int i = 0; i < PartialFiles.CHECKPOINTS; i++) {
            if (Files.exists(files.checkpoint(i))) {
                for (byte[] record : Records.read(Files.readAllBytes(files.checkpoint(i)))) {
                    found.add(Checkpoint.of(record));
                }
            }
        }
        return found.stream()
                .filter(checkpoint -> checkpoint.parts() <= parts)
                .max(Comparator.comparingLong(Checkpoint::number));
    }
}
