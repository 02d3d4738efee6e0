package dev.skbtrail.analyzer.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes one value, one element or one field somewhere in a tree. */
final class TreeEdit {
    private final Random random;

    TreeEdit(Random random) {
        this.random = random;
    }

    void change(Compact.Struct tree) {
        List<Runnable> edits = new ArrayList<>();
        collect(tree, edits);
        edits.get(random.nextInt(edits.size())).run();
    }

    private void collect(Compact.Struct struct, List<Runnable> edits) {
        edits.add(
                () -> {
                    if (!struct.fields.isEmpty()) {
                        struct.fields.remove(random.nextInt(struct.fields.size()));
                    }
                });
        for (Compact.Field field : struct.fields) {
            edits.add(() -> field.value = changed(field.value));
            descend(field.value, edits);
        }
    }

    private void descend(Object value, List<Runnable> edits) {
        if (value instanceof Compact.Struct struct) {
            collect(struct, edits);
        } else if (value instanceof Compact.Items items) {
            items.values.forEach(item -> descend(item, edits));
        }
    }

    private Object changed(Object value) {
        if (value instanceof Long number) {
            return number(number);
        } else if (value instanceof byte[] bytes) {
            return bytes(bytes);
        } else if (value instanceof Compact.Items items && !items.values.isEmpty()) {
            int at = random.nextInt(items.values.size());
            if (random.nextBoolean()) {
                items.values.remove(at);
            } else {
                items.values.add(random.nextInt(items.values.size() + 1), items.values.get(at));
            }
        }
        return value;
    }

    private long number(long number) {
        long[] choices = {
            -1,
            0,
            1,
            number + 1,
            number - 1,
            number * 2,
            -number,
            1L << 31,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            Integer.MAX_VALUE,
            random.nextInt(40),
            number ^ 1L << random.nextInt(63)
        };
        return choices[random.nextInt(choices.length)];
    }

    private byte[] bytes(byte[] bytes) {
        byte[] changed = bytes.clone();
        return switch (random.nextInt(4)) {
            case 0 -> new byte[0];
            case 1 -> "\u001b[2J\u202e\n".getBytes(StandardCharsets.UTF_8);
            case 2 -> Arrays.copyOf(bytes, bytes.length / 2);
            default -> {
                if (changed.length > 0) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                }
                yield changed;
            }
        };
    }
}
