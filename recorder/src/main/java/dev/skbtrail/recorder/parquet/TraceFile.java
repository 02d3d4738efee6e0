package dev.skbtrail.recorder.parquet;

import dev.skbtrail.recorder.UserException;
import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.ColumnSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;

/**
 * Writes one trace: column batches in, one Parquet file out.
 *
 * <p>A batch is a window: its rows are grouped by packet and become one page in each column; eight
 * full windows make a row group. Small batches work, but cost more bytes for each event. Used by
 * one thread.
 *
 * <p>Until {@link #finish} the file is {@code .NAME.RANDOM} beside its target; a process that is
 * killed leaves that behind, which is no complete Parquet file.
 */
public final class TraceFile implements AutoCloseable {
    private static final int ROW_GROUP_ROWS = 8 << 16;

    /** Parquet's own limits do not matter here: we end row groups ourselves. */
    private static final long NO_LIMIT = Long.MAX_VALUE;

    /** Readers skip pages by the first bytes of a text; the rest is not needed for that. */
    private static final int INDEX_TEXT_BYTES = 64;

    private final Path target;
    private final PendingFile pending;
    private final FileOutput output;
    private final ParquetFileWriter file;
    private final PageCompressor compressor;
    private final Window window;
    private final List<ColumnWriter> writers;
    private int rows;
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

    private TraceFile(
            Path target, boolean overwrite, TraceSchema schema, List<ColumnSource> sources)
            throws IOException {
        this.target = target;
        MessageType message = schema.messageType();
        window = new Window(sources);
        compressor = new PageCompressor();
        writers = ColumnWriters.create(schema, sources, window, message, compressor);
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
     * Writes the rows of one batch, which may be filled again afterwards.
     *
     * @throws UserException when the disk is full or gone
     */
    public void write(ColumnBatch batch) {
        if (batch.size() == 0) {
            return;
        }
        window.read(batch);
        boolean full = false;
        for (ColumnWriter writer : writers) {
            writer.write(window);
            full |= writer.isFull();
        }
        rows += batch.size();
        if (full || rows >= ROW_GROUP_ROWS) {
            endRowGroup();
        }
    }

    /** Size of the file so far, with what is encoded but not yet written. */
    public long bytes() {
        long bytes = output.getPos();
        for (ColumnWriter writer : writers) {
            bytes += writer.chunk().bytes();
        }
        return bytes;
    }

    /**
     * Completes the file and gives it its name.
     *
     * @param metadata key-value pairs of the footer
     * @throws UserException when the disk is full or gone, or someone else made the target
     *     meanwhile
     */
    public void finish(Map<String, String> metadata) {
        endRowGroup();
        try {
            file.end(metadata);
            pending.commit();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private void endRowGroup() {
        if (failed) {
            throw new IllegalStateException("writing " + target + " has failed before");
        }
        if (rows == 0) {
            return;
        }
        try {
            file.startBlock(rows);
            for (ColumnWriter writer : writers) {
                writer.flush(file);
            }
            file.endBlock();
            rows = 0;
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
