package dev.skbtrail.recorder.trigger;

import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.EventRow;
import dev.skbtrail.recorder.event.TraceNames;
import java.util.HashMap;
import java.util.Map;

/** A drop: any that is not usual, or those with a certain reason or in a certain function. */
final class Drops implements Sign {
    /** More places than any kernel drops packets at. */
    private static final int ROOM = 10_000;

    private final String name;
    private final TraceNames names;
    private final Map<Long, String> functions = new HashMap<>();
    private final UsualDrops usual = new UsualDrops();

    /**
     * @param name reason or function; empty: any drop that is not usual
     */
    Drops(String name, TraceNames names) {
        this.name = name;
        this.names = names;
    }

    @Override
    public boolean isIn(ColumnBatch batch, int row) {
        if (name.isEmpty()) {
            usual.look(batch, row);
        }
        if (!EventRow.isDrop(batch, row)) {
            return false;
        }
        String reason = reason(batch, row);
        String function = function(batch, row);
        return name.isEmpty()
                ? !usual.has(EventRow.packet(batch, row), reason, function)
                : name.equals(reason) || name.equals(function);
    }

    @Override
    public String words(ColumnBatch batch, int row) {
        String reason = reason(batch, row);
        return (reason.isEmpty() ? "drop" : reason) + " at " + function(batch, row);
    }

    private String reason(ColumnBatch batch, int row) {
        int number = EventRow.dropReason(batch, row);
        String reason = number == 0 ? null : names.dropReason().apply(number);
        return reason == null ? "" : reason;
    }

    private String function(ColumnBatch batch, int row) {
        if (functions.size() == ROOM) {
            functions.clear();
        }
        return functions.computeIfAbsent(EventRow.dropAddress(batch, row), this::function);
    }

    /** Without the suffix that a compiler gives to a part of a function. */
    private String function(long address) {
        String location = names.location().apply(address);
        return location == null
                ? "0x" + Long.toHexString(address)
                : location.replaceFirst("[.+].*", "");
    }
}
