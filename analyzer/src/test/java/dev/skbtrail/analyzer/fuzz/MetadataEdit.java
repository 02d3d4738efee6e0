package dev.skbtrail.analyzer.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Changes what one key of the footer says: its numbers, its JSON, its text, or that it is there.
 */
final class MetadataEdit {
    private static final List<String> VALUES =
            List.of(
                    "",
                    "null",
                    "true",
                    "0",
                    "-1",
                    "-5",
                    "1e400",
                    "NaN",
                    "18446744073709551616",
                    "-9223372036854775808",
                    "\"text\"",
                    "[]",
                    "{}",
                    "[[]]",
                    "[null]",
                    "[1,2]",
                    "[{}]",
                    "{\"events\":-1,\"packets\":-1}",
                    "{\"events\":\"many\"}",
                    "{\"events\":1e30,\"packets\":1e30}",
                    "[{\"cpu\":0,\"lost\":-5}]",
                    "[{\"cpu\":\"x\",\"lost\":\"y\",\"cause\":{}}]",
                    "{\"a\":{\"b\":[{}]}}",
                    "[{\"cpu\":-9,\"cause\":\"\u001b[2J\",\"lost\":9223372036854775807}]",
                    "[".repeat(2000),
                    "[".repeat(300) + "]".repeat(300),
                    "{\"\":",
                    "\ufffe",
                    "\u0000",
                    "'; DROP VIEW events; --",
                    "\u202e\u001b]0;x\u0007\n");

    private final Random random;

    MetadataEdit(Random random) {
        this.random = random;
    }

    void change(Compact.Struct footer) {
        List<Compact.Struct> pairs = ParquetBytes.keyValues(footer);
        Compact.Struct pair = pairs.get(random.nextInt(pairs.size()));
        switch (random.nextInt(6)) {
            case 0 -> footer.items(5).values.remove(pair);
            case 1 -> footer.items(5).values.add(pair);
            case 2 -> pair.field(2).value = number(text(pair));
            case 3 -> pair.field(2).value = damaged(pair.bytes(2));
            default ->
                    pair.field(2).value =
                            VALUES.get(random.nextInt(VALUES.size()))
                                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Another number where the value has one. */
    private byte[] number(String text) {
        String[] numbers = {"-1", "0", "7", "4611686018427387904", "99999999999999999999", "0.5"};
        String number = numbers[random.nextInt(numbers.length)];
        return text.replaceFirst("-?[0-9]+", number).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] damaged(byte[] value) {
        if (value.length == 0) {
            return new byte[] {(byte) 0xff};
        }
        byte[] bytes = value.clone();
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        return random.nextBoolean() ? bytes : Arrays.copyOf(value, random.nextInt(value.length));
    }

    private static String text(Compact.Struct pair) {
        return new String(pair.bytes(2), StandardCharsets.UTF_8);
    }
}
