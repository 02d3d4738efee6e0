package dev.skbtrail.recorder.parquet;

import dev.skbtrail.recorder.UserException;
import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.ColumnSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;

/**
 * Writes one trace: column batches in, one Parquet file out.
 *
 * <p>A batch is a window: its rows are grouped by packet and become one page in each column; eight
 * full windows make a row group. Small batches work, but cost more bytes per event. Drops are in
 * row groups of their own, at the end of the file or wherever one is full; in a trace with a single
 * row group they are its last page. Used by one thread.
 *
 * <p>Until {@link #finish} the file is in the directory {@code NAME.partial} beside its target. If
 * the process dies, {@link TraceRecovery} makes a trace of it up to the last {@link #checkpoint}.
 */
public final class TraceFile implements AutoCloseable {
    private final Path target;
    private final boolean overwrite;
    private final PartialTrace partial;
    private final FileOutput output;
    private final PageCompressor compressor;
    private final HeldDrops heldDrops;
    private final RowGroup drops;
    private final RowGroup others;

    /** Data of a checkpoint that is not yet in its final encoding. */
    private final RowGroup rest;

    private final RowGroupFile groups;
    private final Footer footer;
    private int parts;
    private long checkpoints;
    private boolean failed;

    /**
     * Begins a trace beside {@code target}.
     *
     * @param overwrite whether {@link #finish} may replace a file
     * @param sources where the values are; a column of the schema without a source stays NULL
     * @throws UserException when the file cannot be created, or exists and may not be replaced
     * @throws IllegalArgumentException when the sources do not fit the schema
     */
    public static TraceFile create(
            Path target, boolean overwrite, TraceSchema schema, List<ColumnSource> sources) {
        ColumnWriters.check(schema, sources);
        TraceName.refuseOccupied(target, overwrite);
        try {
            return new TraceFile(target, overwrite, schema, sources);
        } catch (IOException e) {
            throw TraceName.failure(target, e);
        }
    }

    /**
     * Checks early, before anything is attached, what {@link #create} would refuse.
     *
     * @throws UserException when the trace could not be written there
     */
    public static void requireWritable(Path output, boolean overwrite) {
        requireDirectory(output);
        PartialFiles.of(output).refuseOccupied(output);
        TraceName.refuseOccupied(output, overwrite);
    }

    /**
     * The part of {@link #requireWritable} that holds for every file beside {@code output}.
     *
     * @throws UserException when no trace could be written there
     */
    public static void requireDirectory(Path output) {
        if (Files.isDirectory(output)) {
            throw new UserException(
                    output
                            + " is a directory: add a file name, like "
                            + output.resolve("trace.parquet"));
        }
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
        this.overwrite = overwrite;
        MessageType message = schema.messageType();
        compressor = new PageCompressor();
        heldDrops = new HeldDrops(sources);
        drops = new RowGroup(schema, sources, message, compressor);
        others = new RowGroup(schema, sources, message, compressor);
        rest = new RowGroup(schema, sources, message, compressor);
        groups = new RowGroupFile(message);
        FileOutput nowhere = new FileOutput(OutputStream.nullOutputStream(), 0);
        footer = new Footer(groups.write(nowhere, file -> {}));
        // Last, because failures before this point must leave nothing behind.
        partial = new PartialTrace(target);
        output = new FileOutput(partial.stream(), 0);
        output.write(ParquetFileWriter.MAGIC);
    }

    /**
     * Writes the rows of one batch. Some rows are removed from the batch, which can then be reused.
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

    /** Size of the file so far, including data that is encoded but not yet written. */
    public long bytes() {
        return output.position() + drops.bytes() + others.bytes();
    }

    /**
     * Makes sure that nothing before this point is lost if the process dies. It costs encoding the
     * data that is not yet encoded, and changes nothing in the file.
     *
     * @param pending rows that were not written yet, and will be
     * @param metadata key-value pairs of the footer that a recovered trace gets
     * @return whether the checkpoint was made: not while the disk is busy with the last one
     * @throws UserException when the disk is full or gone
     */
    public boolean checkpoint(ColumnBatch pending, Map<String, String> metadata) {
        if (!partial.isSynced()) {
            return false;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FileOutput behind = new FileOutput(bytes, output.position());
        heldDrops.copyTo(rest);
        rest.add(pending);
        try {
            FileMetaData ofRest =
                    groups.write(
                            behind,
                            file -> {
                                others.writeTo(file);
                                drops.writeTo(file);
                                rest.writeTo(file);
                            });
            rest.clear();
            checkpoints++;
            partial.checkpoint(
                    new Checkpoint(checkpoints, parts, bytes.toByteArray(), ofRest, metadata));
            return true;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /**
     * Completes the file and gives it its name.
     *
     * @param metadata key-value pairs of the footer
     * @throws UserException when the disk is full or gone, or someone else created the target in
     *     the meantime
     */
    public void finish(Map<String, String> metadata) {
        // A small trace has one row group: a second one would cost more than it saves.
        boolean small = parts == 0 && drops.isEmpty();
        heldDrops.moveTo(small ? others : drops);
        end(others);
        end(drops);
        try {
            output.write(footer.bytes(metadata));
            output.flush();
            FileChecksum.write(partial.path(), output.crc());
            partial.sync();
            TraceName.give(partial.path(), target, overwrite);
        } catch (IOException e) {
            throw failure(e);
        }
        partial.delete();
    }

    /**
     * After a failure: makes a trace of everything up to the last checkpoint.
     *
     * @param reason of the failure, for the footer
     * @return whether there is a trace now; false when nothing was flushed yet
     * @throws UserException when this fails too; the trace can then be recovered later
     */
    public boolean rescue(String reason) {
        partial.close();
        if (!partial.isRecoverable()) {
            return false;
        }
        TraceRecovery.recover(partial.files().directory(), target, overwrite, reason);
        return true;
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
        if (group.isEmpty()) {
            return;
        }
        try {
            FileMetaData part = groups.write(output, group::writeTo);
            group.clear();
            partial.finished(new FinishedPart(output.position(), output.crc(), part));
            footer.add(part);
            parts++;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private UserException failure(IOException cause) {
        failed = true;
        return TraceName.failure(target, cause);
    }

    /** If {@link #finish} was not called, keeps only what can be recovered. */
    @Override
    public void close() {
        compressor.close();
        partial.close();
    }
}
