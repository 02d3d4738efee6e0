package dev.skbtrail.recorder.parquet;

import dev.skbtrail.recorder.UserException;
import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.ColumnSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;

/**
 * Writes one trace: column batches in, one Parquet file out.
 *
 * <p>A batch is a window: its rows are grouped by packet and become one page in each column; eight
 * full windows make a row group. Small batches work, but cost more bytes for each event. Drops
 * stand in row groups of their own, at the end of the file or wherever one is full; in a trace of
 * one row group they are its last page. Used by one thread.
 *
 * <p>Until {@link #finish} the file is {@code .NAME.RANDOM} beside its target; a process that is
 * killed leaves that behind, which is not a complete Parquet file.
 */
public final class TraceFile implements AutoCloseable {
    /** Parquet's own limits do not matter here: we end row groups ourselves. */
    private static final long NO_LIMIT = Long.MAX_VALUE;

    /** Readers skip pages by the first bytes of a text; the rest is not needed for that. */
    private static final int INDEX_TEXT_BYTES = 64;

    private final Path target;
    private final PendingFile pending;
    private final FileOutput output;
    private final ParquetFileWriter file;
    private final PageCompressor compressor;
    private final HeldDrops heldDrops;
    private final RowGroup drops;
    private final RowGroup others;
    private boolean begun;
    private boolean failed;

    /**
     * Begins a trace beside {@code target}.
     *
     * @param overwrite whether {@link #finish} may replace a file
     * @param sources where the values are; a column of the schema without one stays NULL
     * @throws UserException when the file cannot be made, or exists and may not be replaced
     * @throws IllegalArgumentException when the sources do not fit the schema
     */
    public static TraceFile create(
            Path target, boolean overwrite, TraceSchema schema, List<ColumnSource> sources) {
        ColumnWriters.check(schema, sources);
        try {
            return new TraceFile(target, overwrite, schema, sources);
        } catch (IOException e) {
            throw PendingFile.failure(target, e);
        }
    }

    /**
     * Refuses early, before anything is attached, what {@link #create} would refuse.
     *
     * @throws UserException when the trace could not be written there
     */
    public static void requireWritable(Path output, boolean overwrite) {
        if (Files.isDirectory(output)) {
            throw new UserException(
                    output
                            + " is a directory: add a file name, like "
                            + output.resolve("trace.parquet"));
        }
        PendingFile.refuseOccupied(output, overwrite);
        Path parent = output.toAbsolutePath().getParent();
        if (!Files.isDirectory(parent)) {
            throw new UserException(
                    "cannot write %s: there is no directory %s; make it first"
                            .formatted(output, parent));
        }
        if (!Files.isWritable(parent)) {
            throw new UserException(
                    "cannot write %s: no permission to make a file in %s; choose another directory"
                            .formatted(output, parent));
        }
    }

    private TraceFile(
            Path target, boolean overwrite, TraceSchema schema, List<ColumnSource> sources)
            throws IOException {
        this.target = target;
        MessageType message = schema.messageType();
        compressor = new PageCompressor();
        heldDrops = new HeldDrops(sources);
        drops = new RowGroup(schema, sources, message, compressor);
        others = new RowGroup(schema, sources, message, compressor);
        // Last, for whatever failed before has left nothing behind.
        pending = new PendingFile(target, overwrite);
        output = new FileOutput(pending.stream());
        file =
                new ParquetFileWriter(
                        output,
                        message,
                        ParquetFileWriter.Mode.CREATE,
                        NO_LIMIT,
                        0,
                        INDEX_TEXT_BYTES,
                        Integer.MAX_VALUE,
                        true);
        file.start();
    }

    /**
     * Writes the rows of one batch, which loses some of them and may be filled again afterwards.
     *
     * @throws UserException when the disk is full or gone
     */
    public void write(ColumnBatch batch) {
        for (int row = heldDrops.take(batch, batch.size());
                heldDrops.isFull();
                row = heldDrops.take(batch, row)) {
            heldDrops.moveTo(drops);
            endIfFull(drops);
        }
        others.add(batch);
        endIfFull(others);
    }

    /** Size of the file so far, with what is encoded but not yet written. */
    public long bytes() {
        return output.getPos() + drops.bytes() + others.bytes();
    }

    /**
     * Completes the file and gives it its name.
     *
     * @param metadata key-value pairs of the footer
     * @throws UserException when the disk is full or gone, or someone else made the target
     *     meanwhile
     */
    public void finish(Map<String, String> metadata) {
        // A small trace has one row group: a second one would cost more than it spares.
        boolean small = !begun && drops.isEmpty();
        heldDrops.moveTo(small ? others : drops);
        end(others);
        end(drops);
        try {
            file.end(FileChecksum.reserve(metadata));
            pending.commit(output.crc());
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private void endIfFull(RowGroup group) {
        if (group.isFull()) {
            end(group);
        }
    }

    private void end(RowGroup group) {
        if (failed) {
            throw new IllegalStateException("writing " + target + " has failed before");
        }
        try {
            begun = true;
            group.writeTo(file);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private UserException failure(IOException cause) {
        failed = true;
        return PendingFile.failure(target, cause);
    }

    /** Without {@link #finish} before: removes everything that was written. */
    @Override
    public void close() {
        compressor.close();
        pending.close();
    }
}
