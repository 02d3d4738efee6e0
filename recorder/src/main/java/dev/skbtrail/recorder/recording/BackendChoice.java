package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.Suggestions;
import java.util.Arrays;
import java.util.List;

/** What the user asked for with {@code --backend}. */
public enum BackendChoice {
    /** The best one that this kernel accepts. */
    AUTO("auto"),
    /** fentry and fexit programs. */
    FENTRY("fentry"),
    /** kprobes and kretprobes of many functions at once. */
    KPROBE_MULTI("kprobe.multi"),
    /** kprobes and kretprobes, one by one. */
    KPROBE("kprobe"),
    /** Raw tracepoints, netfilter links and tc programs, for kernels that allow nothing else. */
    RESTRICTED("restricted");

    private final String text;

    BackendChoice(String text) {
        this.text = text;
    }

    /**
     * @throws IllegalArgumentException when there is none of that name
     */
    public static BackendChoice parse(String text) {
        List<String> names = Arrays.stream(values()).map(BackendChoice::toString).toList();
        return Arrays.stream(values())
                .filter(choice -> choice.text.equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "'%s' is not a back-end%s: write %s"
                                                .formatted(
                                                        text,
                                                        Suggestions.hint(text, names),
                                                        String.join(", ", names))));
    }

    /** As the user writes it. */
    @Override
    public String toString() {
        return text;
    }
}
