package dev.skbtrail.recorder.event;

import java.util.ArrayList;
import java.util.List;

/** A list of column sources, filled one line for each column. */
final class ColumnSources {
    private final List<ColumnSource> sources = new ArrayList<>();

    List<ColumnSource> all() {
        return List.copyOf(sources);
    }

    void ints(String column, int index, long present) {
        sources.add(new ColumnSource(column, Storage.INT, index, present, null));
    }

    void longs(String column, int index, long present) {
        sources.add(new ColumnSource(column, Storage.LONG, index, present, null));
    }

    void text(String column, int index, long present, ValueText text) {
        sources.add(new ColumnSource(column, Storage.INT, index, present, text));
    }

    void longText(String column, int index, long present, ValueText text) {
        sources.add(new ColumnSource(column, Storage.LONG, index, present, text));
    }

    void wide(String column, int index, long present, ValueText text) {
        sources.add(new ColumnSource(column, Storage.WIDE, index, present, text));
    }
}
