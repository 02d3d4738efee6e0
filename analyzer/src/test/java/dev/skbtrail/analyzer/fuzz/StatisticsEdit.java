package dev.skbtrail.analyzer.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;

/** Makes the footer lie about the least, the greatest and the missing values of one column. */
final class StatisticsEdit {
    private static final int STATISTICS = 12;
    private static final int NULL_COUNT = 3;
    private static final int DISTINCT_COUNT = 4;

    private StatisticsEdit() {}

    static byte[] apply(ParquetBytes base, String column, Random random) {
        Compact.Struct footer = base.footer();
        for (Compact.Struct part : ParquetBytes.parts(footer, column)) {
            Compact.Field statistics = part.field(STATISTICS);
            if (statistics != null) {
                change((Compact.Struct) statistics.value, random);
            }
        }
        return base.with(footer);
    }

    private static void change(Compact.Struct statistics, Random random) {
        List<Compact.Field> fields = statistics.fields;
        if (fields.isEmpty()) {
            return;
        }
        Compact.Field field = fields.get(random.nextInt(fields.size()));
        if (field.id == NULL_COUNT || field.id == DISTINCT_COUNT) {
            long[] counts = {-1, 0, 1, 1_000_000, Long.MAX_VALUE, (Long) field.value + 1};
            field.value = counts[random.nextInt(counts.length)];
        } else if (field.value instanceof byte[] bytes) {
            field.value = bound(bytes, random);
        } else if (random.nextBoolean()) {
            fields.remove(field);
        }
    }

    private static byte[] bound(byte[] bytes, Random random) {
        if (bytes.length == Long.BYTES && random.nextBoolean()) {
            long[] bounds = {0, 1, 2, 100, -1, Long.MAX_VALUE, Long.MIN_VALUE, random.nextLong()};
            long bound = bounds[random.nextInt(bounds.length)];
            return ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(bound)
                    .array();
        }
        byte[] bound = random.nextInt(8) == 0 ? new byte[random.nextInt(20)] : bytes.clone();
        if (bound.length > 0) {
            bound[random.nextInt(bound.length)] = (byte) random.nextInt(256);
        }
        return bound;
    }
}
