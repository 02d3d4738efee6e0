package dev.skbtrail.recorder.trigger;

import dev.skbtrail.recorder.UserException;
import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.EventRow;
import dev.skbtrail.recorder.event.TraceNames;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/** The triggers of a recording. Belongs to the thread that takes the rows. */
public final class Triggers {
    /** None: nothing fires. */
    public static final Triggers NONE = new Triggers(List.of(), null, function -> -1, fired -> {});

    /** One that looks at rows. */
    private record Armed(Trigger trigger, Sign sign, Rate rate) {}

    /** One that looks at a file. */
    private record Awaited(Trigger trigger, NewFile file) {}

    private final List<Armed> armed = new ArrayList<>();
    private final List<Awaited> awaited = new ArrayList<>();
    private final Consumer<Fired> fired;

    /**
     * @param probe number of the probe of a function; negative: it is not probed
     * @param fired told about each that fires
     * @throws UserException when no probe sees what a trigger waits for
     */
    public Triggers(
            List<Trigger> triggers,
            TraceNames names,
            ToIntFunction<String> probe,
            Consumer<Fired> fired) {
        this.fired = fired;
        for (Trigger trigger : triggers) {
            if (trigger.kind() == Trigger.Kind.FILE) {
                awaited.add(new Awaited(trigger, new NewFile(trigger.file())));
            } else {
                armed.add(
                        new Armed(
                                trigger,
                                sign(trigger, names, probe),
                                new Rate(trigger.perSecond())));
            }
        }
    }

    private static Sign sign(Trigger trigger, TraceNames names, ToIntFunction<String> probe) {
        return switch (trigger.kind()) {
            case DROP -> new Drops(trigger.name(), names);
            case RESET -> new Resets();
            case RETRANSMIT -> retransmissions(probe);
            case SLOWER -> new SlowPackets(trigger.slower());
            case FILE -> throw new IllegalArgumentException("a file is in no row");
        };
    }

    private static Sign retransmissions(ToIntFunction<String> probe) {
        for (String function : Retransmissions.FUNCTIONS) {
            int number = probe.applyAsInt(function);
            if (number >= 0) {
                return new Retransmissions(number);
            }
        }
        throw new UserException(
                "--trigger retransmit needs a probe of tcp_retransmit_skb, which is not attached:"
                        + " record it, or leave out the trigger");
    }

    /** Looks at the rows of a batch. */
    public void look(ColumnBatch batch) {
        for (Armed one : armed) {
            for (int row = 0; row < batch.size(); row++) {
                if (EventRow.hasPacket(batch, row) && one.sign().isIn(batch, row)) {
                    count(one, batch, row);
                }
            }
        }
    }

    private void count(Armed one, ColumnBatch batch, int row) {
        long time = EventRow.time(batch, row);
        if (one.rate().reachedAt(time)) {
            int count = one.trigger().perSecond();
            String words = one.sign().words(batch, row);
            fired.accept(
                    new Fired(
                            one.trigger().text(),
                            time,
                            EventRow.packet(batch, row),
                            count > 1
                                    ? "%,d in one second, the last: %s".formatted(count, words)
                                    : words));
        }
    }

    /**
     * Looks for the files.
     *
     * @param now ns since 1970 UTC
     */
    public void look(long now) {
        for (Awaited one : awaited) {
            if (one.file().hasAppeared()) {
                fired.accept(new Fired(one.trigger().text(), now, Fired.NO_PACKET, ""));
            }
        }
    }
}
