package dev.skbtrail.recorder.parquet;

import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.ColumnSource;
import dev.skbtrail.recorder.event.Storage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A small schema with every combination of type, storage and presence, and random rows for it. */
final class RandomEvents {
    private static final long START = 1_790_000_000_000_000_000L;

    static final TraceSchema SCHEMA =
            new TraceSchema(
                    1,
                    List.of(
                            new TraceColumn("ts", ColumnType.TIMESTAMP, false),
                            new TraceColumn("packet", ColumnType.INT64, true),
                            new TraceColumn("seq", ColumnType.INT64, true),
                            new TraceColumn("int32", ColumnType.INT32, true),
                            new TraceColumn("int32_required", ColumnType.INT32, false),
                            new TraceColumn("unsigned32", ColumnType.INT64, true),
                            new TraceColumn("int64", ColumnType.INT64, true),
                            new TraceColumn("text_of_int", ColumnType.STRING, true),
                            new TraceColumn("text_of_long", ColumnType.STRING, false),
                            new TraceColumn("text_of_wide", ColumnType.STRING, true),
                            new TraceColumn("text_of_some", ColumnType.STRING, true),
                            new TraceColumn("text_of_few", ColumnType.STRING, true),
                            new TraceColumn("text_of_detail", ColumnType.STRING, true),
                            new TraceColumn("int64_of_detail", ColumnType.INT64, true),
                            new TraceColumn("absent_number", ColumnType.INT32, true),
                            new TraceColumn("absent_text", ColumnType.STRING, true)));

    static final List<ColumnSource> SOURCES =
            List.of(
                    new ColumnSource("ts", Storage.LONG, 0, 0, null),
                    new ColumnSource("packet", Storage.LONG, 1, 1, null),
                    new ColumnSource("seq", Storage.INT, 0, 2, null),
                    new ColumnSource("int32", Storage.INT, 1, 4, null),
                    new ColumnSource("int32_required", Storage.INT, 2, 0, null),
                    new ColumnSource("unsigned32", Storage.INT, 1, 4, null),
                    new ColumnSource("int64", Storage.LONG, 2, 8, null),
                    new ColumnSource("text_of_int", Storage.INT, 1, 16, (h, v) -> "é" + v),
                    new ColumnSource("text_of_long", Storage.LONG, 2, 0, (h, v) -> "" + v),
                    new ColumnSource(
                            "text_of_wide", Storage.WIDE, 0, 32 | 4, (h, v) -> h + "," + v),
                    new ColumnSource("text_of_some", Storage.INT, 2, 16, RandomEvents::some),
                    new ColumnSource("text_of_few", Storage.INT, 2, 0, RandomEvents::few),
                    new ColumnSource("text_of_detail", Storage.INT, 1, 4, true, (h, v) -> "" + v),
                    new ColumnSource("int64_of_detail", Storage.LONG, 2, 8, true, null));

    private final SplittableRandom random;
    private final List<List<Object>> written = new ArrayList<>();

    RandomEvents(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A third of the values has no text, and two raw values share a text. */
    private static String some(long high, long value) {
        return value % 3 == 0 ? null : "some " + value / 2;
    }

    private static String few(long high, long value) {
        return value % 97 == 0 ? "few" : null;
    }

    /** The expected contents, in file order. */
    List<List<Object>> written() {
        return written;
    }

    /**
     * A batch of {@code rows}.
     *
     * @param bits number of bits of random values: with few they repeat
     * @param presence probability of a value, in 1/8
     */
    ColumnBatch next(int rows, int bits, int presence) {
        ColumnBatch batch = new ColumnBatch(Math.max(rows, 1), 3, 3, 1);
        int run = 0;
        for (int i = 0; i < rows; i++) {
            int row = batch.nextRow();
            boolean repeat = run-- > 0 && row > 0;
            if (!repeat) {
                run = random.nextInt(random.nextInt(1, 25));
            }
            for (int bit = 0; bit < 6; bit++) {
                batch.present[row] |= random.nextInt(8) < presence ? 1L << bit : 0;
                batch.detail[row] |= random.nextInt(8) < presence ? 1L << bit : 0;
            }
            batch.longs[0][row] = START + random.nextInt(rows);
            batch.longs[1][row] = random.nextInt(Math.max(1, rows / 20));
            batch.ints[0][row] = random.nextInt() >>> random.nextInt(32);
            batch.ints[1][row] = repeat ? batch.ints[1][row - 1] : (int) value(bits);
            batch.ints[2][row] = repeat ? batch.ints[2][row - 1] : (int) value(bits);
            batch.longs[2][row] = repeat ? batch.longs[2][row - 1] : value(bits);
            batch.wideHigh[0][row] = random.nextInt(2);
            batch.wideLow[0][row] = repeat ? batch.wideLow[0][row - 1] : value(bits);
        }
        order(batch).forEach(row -> written.add(values(batch, row)));
        return batch;
    }

    private long value(int bits) {
        return random.nextLong() >> Long.SIZE - bits;
    }

    /** The documented order, computed without {@link RowOrder}. */
    private static List<Integer> order(ColumnBatch batch) {
        Map<Long, Long> first = new HashMap<>();
        Map<Long, Integer> appearance = new HashMap<>();
        List<Integer> order = new ArrayList<>();
        for (int row = 0; row < batch.size(); row++) {
            order.add(row);
            if ((batch.present[row] & 1) != 0) {
                first.merge(batch.longs[1][row], batch.longs[0][row], Math::min);
                appearance.putIfAbsent(batch.longs[1][row], row);
            }
        }
        Comparator<Integer> byFirst = Comparator.comparing(row -> first.get(batch.longs[1][row]));
        Comparator<Integer> grouped =
                byFirst.thenComparing(row -> appearance.get(batch.longs[1][row]))
                        .thenComparing(row -> seq(batch, row));
        order.sort(
                (a, b) -> {
                    boolean hasA = (batch.present[a] & 1) != 0;
                    boolean hasB = (batch.present[b] & 1) != 0;
                    return hasA && hasB ? grouped.compare(a, b) : Boolean.compare(hasB, hasA);
                });
        return order;
    }

    private static long seq(ColumnBatch batch, int row) {
        return (batch.present[row] & 2) == 0 ? 0 : Integer.toUnsignedLong(batch.ints[0][row]);
    }

    private static List<Object> values(ColumnBatch batch, int row) {
        List<Object> values = new ArrayList<>();
        for (TraceColumn column : SCHEMA.columns()) {
            values.add(
                    SOURCES.stream()
                            .filter(source -> source.column().equals(column.name()))
                            .findFirst()
                            .map(source -> value(batch, row, column, source))
                            .orElse(null));
        }
        return values;
    }

    private static Object value(
            ColumnBatch batch, int row, TraceColumn column, ColumnSource source) {
        long word = source.inDetail() ? batch.detail[row] : batch.present[row];
        if (source.present() != 0 && (word & source.present()) == 0) {
            return null;
        }
        int index = source.index();
        long high = source.storage() == Storage.WIDE ? batch.wideHigh[index][row] : 0;
        long low =
                switch (source.storage()) {
                    case INT -> Integer.toUnsignedLong(batch.ints[index][row]);
                    case LONG -> batch.longs[index][row];
                    case WIDE -> batch.wideLow[index][row];
                };
        return switch (column.type()) {
            case INT32 -> (Object) (int) low;
            case INT64, TIMESTAMP -> low;
            case STRING -> source.text().text(high, low);
        };
    }
}
