package dev.skbtrail.recorder.load;

import dev.skbtrail.recorder.Suggestions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Which events carry the kernel stack: {@code enum stack_mode} of bpf/events.h, in its order. */
public enum StackMode {
    NONE(1),
    DROPS(1 << 12),
    ALL(1 << 15);

    private final int entries;

    StackMode(int entries) {
        this.entries = entries;
    }

    /**
     * @throws IllegalArgumentException naming the likely intended word
     */
    public static StackMode parse(String text) {
        List<String> names =
                Arrays.stream(values()).map(mode -> mode.name().toLowerCase(Locale.ROOT)).toList();
        int index = names.indexOf(text);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "'%s' is not one of %s%s"
                            .formatted(
                                    text, String.join(", ", names), Suggestions.hint(text, names)));
        }
        return values()[index];
    }

    /** Number of distinct stacks that can be stored. */
    int entries() {
        return entries;
    }
}
