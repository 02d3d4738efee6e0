package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.trigger.Fired;
import dev.skbtrail.recorder.trigger.Triggers;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** A flight recorder: what fires, when the window is written out, and what was written. */
final class Flight {
    private final DumpSchedule schedule;
    private final LongSupplier clock;
    private final Dumps dumps;
    private final Consumer<WrittenDump> listener;

    /** All events before this time have arrived. */
    private long until;

    /** None fires while the probes are being attached. */
    private volatile Triggers triggers = Triggers.NONE;

    /**
     * @param schedule also used by signals
     * @param clock ns since 1970 UTC
     * @param listener told about each dump
     */
    Flight(
            FlightRule rule,
            Path output,
            DumpSchedule schedule,
            LongSupplier clock,
            Consumer<WrittenDump> listener) {
        this.schedule = schedule;
        this.clock = clock;
        this.listener = listener;
        dumps = new Dumps(output, rule.dumps());
    }

    /** Before the first event. */
    void arm(Function<Consumer<Fired>, Triggers> make) {
        triggers = make.apply(fired -> schedule.fire(fired, clock.getAsLong()));
    }

    /** Looks at all rows on their way to {@code sink}, also at those that are not kept. */
    Consumer<ColumnBatch> before(Consumer<ColumnBatch> sink) {
        return batch -> {
            triggers.look(batch);
            sink.accept(batch);
            until = batch.until;
        };
    }

    boolean isDue(long now) {
        triggers.look(now);
        return schedule.isDue(now, until);
    }

    DumpCause take(long now) {
        return schedule.take(now);
    }

    /** What ended before this time is in no dump from now on. */
    long horizon() {
        return schedule.horizon(until);
    }

    void write(DumpCause cause, long now, FinishedParts parts) {
        listener.accept(dumps.write(cause, now, parts.kept()));
    }

    WrittenParts written() {
        return dumps.summary();
    }
}
