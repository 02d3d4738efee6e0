package dev.skbtrail.recorder.event;

import java.util.ArrayList;
import java.util.List;

/** Maps members of an event to columns of the trace, as defined by the table. */
public final class EventColumns {
    private EventColumns() {}

    /**
     * A source for every column of the trace.
     *
     * @param fields names of the user columns
     */
    public static List<ColumnSource> of(TraceNames names, List<String> fields) {
        List<ColumnSource> sources = new ArrayList<>();
        for (EventTable.Line line : EventTable.LINES) {
            sources.add(source(line, names));
        }
        for (int i = 0; i < fields.size(); i++) {
            sources.add(
                    new ColumnSource(
                            fields.get(i),
                            Storage.LONG,
                            BatchLayout.FIELD + i,
                            Present.FIELD_0 << i,
                            null));
        }
        return sources;
    }

    private static ColumnSource source(EventTable.Line line, TraceNames names) {
        Storage storage =
                line.storage() != null
                        ? line.storage()
                        : StructCopy.storage(KernelLayout.member(line.member()));
        return new ColumnSource(
                line.column(),
                storage,
                BatchLayout.index(line.member()),
                line.bits(),
                line.isInDetail(),
                ShownAs.text(line.shown(), names));
    }
}
