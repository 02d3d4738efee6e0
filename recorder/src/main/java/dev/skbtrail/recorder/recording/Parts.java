package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.UserException;
import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.parquet.TraceFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The output of a recording: one trace or, with {@code --rotate}, a sequence of traces, the parts.
 * Each is complete in itself; a packet that is alive at a rotation goes on in the next one.
 *
 * <p>The writer thread goes on to the next part between two batches. The previous part is completed
 * meanwhile by another thread: syncing a file takes longer than the rings can wait. As long as that
 * takes, the current part goes on.
 */
final class Parts implements Consumer<ColumnBatch>, Storage, AutoCloseable {
    private final Path output;
    private final RotationRule rule;
    private final Function<Path, TraceFile> create;
    private final LongSupplier clock;
    private final FailureSlot failure;
    private final BackgroundJob finishing;
    private final FinishedParts finished;
    private final Flight flight;
    private final String recording;
    private final DropCounts drops = new DropCounts();
    private final BatchMerger merger = new BatchMerger(batch -> part().write(batch));

    /** What the counters said at the end of the parts before this one. */
    private TraceCounters before = TraceCounters.NONE;

    /** Size of the parts before this one. */
    private final AtomicLong bytesBefore = new AtomicLong();

    private Part part;

    /** The part before, which is being finished; null: this is the first one. */
    private Part previous;

    private Supplier<TraceCounters> total;
    private Supplier<Map<String, String>> metadata;

    /** Footer that all traces have in common, as known at the start; null: not yet. */
    private volatile Map<String, String> known;

    /**
     * @param create begins a trace
     * @param clock wall clock, ns since 1970 UTC
     * @param flight of a flight recorder; else null
     * @throws UserException when there can be no such file
     */
    Parts(
            Path output,
            RotationRule rule,
            Function<Path, TraceFile> create,
            LongSupplier clock,
            Flight flight,
            FailureSlot failure) {
        this.output = output;
        this.rule = rule;
        this.create = create;
        this.clock = clock;
        this.flight = flight;
        this.failure = failure;
        finishing = new BackgroundJob("skbtrail-finish", failure);
        finished = new FinishedParts(rule);
        recording = rule.rotates() ? UUID.randomUUID().toString() : null;
        part = open(1, clock.getAsLong());
    }

    private Part open(int number, long start) {
        Path path = rule.rotates() ? PartName.of(output, start) : output;
        return new Part(number, path, create.apply(path), start);
    }

    private Part part() {
        return part;
    }

    /**
     * Marks the start of the recording, before the first event.
     *
     * @param metadata footer that all parts have in common; may differ from part to part
     * @param total counts since the start
     */
    void begin(Supplier<Map<String, String>> metadata, Supplier<TraceCounters> total) {
        this.metadata = metadata;
        this.total = total;
        Map<String, String> first = metadata.get();
        // Now: attaching may have taken seconds.
        part.startsAt(clock.getAsLong());
        known = first;
    }

    @Override
    public void accept(ColumnBatch batch) {
        drops.add(batch);
        part.count(batch);
        merger.accept(batch);
    }

    @Override
    public long bytes() {
        return bytesBefore.get() + part.bytes();
    }

    @Override
    public boolean checkpoint() {
        if (known == null) {
            return false;
        }
        TraceCounters rest = total.get().minus(before);
        PartFooter end = footer(clock.getAsLong(), "", counters(rest, rest.losses()), null);
        return part.checkpoint(merger.pending(), end.with(known));
    }

    /** A part without rows goes on, so that a quiet night is one part. */
    @Override
    public void rotateIfDue() {
        if (known == null || finishing.isRunning()) {
            return;
        }
        long now = clock.getAsLong();
        if (flight != null && flight.isDue(now) && RotationRule.isPossible(part.start(), now)) {
            rotate(now, true);
        } else if (!part.isEmpty() && rule.isDue(part.bytes(), part.start(), now)) {
            rotate(now, false);
        }
    }

    /**
     * @param dump whether the window is then written out
     */
    private void rotate(long now, boolean dump) {
        long horizon = horizon();
        DumpCause cause = dump ? flight.take(now) : null;
        merger.flush();
        Part next = open(part.number() + 1, now);
        // Losses that have no row yet belong to the part that gets their row.
        TraceCounters counters = counters(total.get().minus(before), part.losses());
        PartFooter end = footer(now, dump ? "trigger" : "rotate", counters, cause);
        before = before.plus(counters);
        long bytes = part.bytes();
        bytesBefore.addAndGet(bytes);
        Part ended = part;
        previous = ended;
        part = next;
        // If the process dies now, this part says that the recording was cut short.
        checkpoint();
        finishing.start(
                () -> {
                    ended.finish(end.with(metadata.get()));
                    bytesBefore.addAndGet(ended.bytes() - bytes);
                    finished.add(ended.finished(now), horizon);
                    if (dump) {
                        flight.write(cause, now, finished);
                    }
                });
    }

    /** What ended before this time is not kept. */
    private long horizon() {
        return flight == null ? Long.MIN_VALUE : flight.horizon();
    }

    private PartFooter footer(
            long stop, String stopReason, TraceCounters counters, DumpCause cause) {
        return new PartFooter(
                recording, part.number(), part.start(), stop, stopReason, counters, cause);
    }

    /** The counters of the current part, with its own events. */
    private TraceCounters counters(TraceCounters rest, SortedMap<LossOrigin, Long> losses) {
        return new TraceCounters(part.events(), rest.packets(), rest.forgotten(), losses);
    }

    /** Waits until the part before is finished, or has failed. */
    void awaitFinished() {
        finishing.awaitEnd();
    }

    /** Writes the collected rows, and waits for the part before. */
    void flush() {
        merger.flush();
        awaitFinished();
    }

    /**
     * Completes the last trace, after those before it.
     *
     * @param stop when the recording ended, ns since 1970 UTC
     * @param common footer, but for what is this trace's own
     */
    void finish(long stop, String stopReason, Map<String, String> common)
            throws InterruptedException {
        awaitFinished();
        failure.rethrow();
        long horizon = horizon();
        DumpCause cause = flight == null ? null : flight.take(stop);
        part.finish(footer(stop, stopReason, total.get().minus(before), cause).with(common));
        finished.add(part.finished(stop), horizon);
        if (flight != null) {
            flight.write(cause, stop, finished);
            finished.clear();
        }
    }

    /**
     * After a failure: keeps what was captured in traces that are not finished.
     *
     * @return the outcome, as text for the user; null when nothing was captured
     */
    String rescue(Throwable cause) {
        awaitFinished();
        String kept =
                unfinished()
                        .map(trace -> trace.rescue(cause))
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining("; "));
        return kept.isEmpty() ? null : kept;
    }

    private Stream<Part> unfinished() {
        return Stream.of(previous, part).filter(Objects::nonNull);
    }

    DropCounts drops() {
        return drops;
    }

    /** Null when there is one trace. */
    WrittenParts written() {
        if (flight != null) {
            return flight.written();
        }
        return rule.rotates() ? finished.summary() : null;
    }

    @Override
    public void close() {
        awaitFinished();
        unfinished().forEach(Part::close);
    }
}
