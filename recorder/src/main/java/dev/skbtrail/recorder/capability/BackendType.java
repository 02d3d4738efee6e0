package dev.skbtrail.recorder.capability;

import dev.skbtrail.recorder.Suggestions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The kinds of program that can carry our probes, best first. */
public enum BackendType {
    /** fentry and fexit programs. */
    FENTRY("fentry"),
    /** kprobes and kretprobes of many functions at once. */
    KPROBE_MULTI("kprobe.multi"),
    /** kprobes and kretprobes, one by one. */
    KPROBE("kprobe"),
    /** Raw tracepoints, netfilter links and tc programs, for kernels that allow nothing else. */
    RESTRICTED("restricted");

    /** Also accepted by {@code --backend}: the best back-end that this kernel accepts. */
    public static final String AUTO = "auto";

    private final String text;

    BackendType(String text) {
        this.text = text;
    }

    /** All back-ends, best first. */
    public static List<BackendType> bestFirst() {
        return List.of(values());
    }

    /** The same, for so many functions that attaching them one by one would take long. */
    static List<BackendType> bestFirstForManyFunctions() {
        return List.of(KPROBE_MULTI, FENTRY, KPROBE, RESTRICTED);
    }

    /** The back-ends that attach to functions, best first. */
    public static List<BackendType> ofFunctions() {
        return List.of(FENTRY, KPROBE_MULTI, KPROBE);
    }

    /**
     * Reads the value of {@code --backend}.
     *
     * @return null for {@link #AUTO}
     * @throws IllegalArgumentException when no back-end has that name
     */
    public static BackendType parse(String text) {
        if (AUTO.equalsIgnoreCase(text)) {
            return null;
        }
        return Arrays.stream(values())
                .filter(type -> type.text.equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(unknown(text)));
    }

    private static String unknown(String text) {
        List<String> names = new ArrayList<>(List.of(AUTO));
        bestFirst().forEach(type -> names.add(type.text));
        return "'%s' is not a back-end%s: write %s"
                .formatted(text, Suggestions.hint(text, names), String.join(", ", names));
    }

    /** The name used on the command line and in the trace. */
    @Override
    public String toString() {
        return text;
    }
}
