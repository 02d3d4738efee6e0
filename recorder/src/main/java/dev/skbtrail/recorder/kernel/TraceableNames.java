package dev.skbtrail.recorder.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What ftrace and kprobes say about functions, as far as this process may read it.
 *
 * @param filterable names in available_filter_functions: all functions whose entry can be traced;
 *     null when it cannot be read
 * @param blacklisted names on the list of functions that kprobes must not touch
 */
record TraceableNames(Set<String> filterable, Set<String> blacklisted) {
    private static final List<Path> FILTERABLE =
            List.of(
                    Path.of("/sys/kernel/tracing/available_filter_functions"),
                    Path.of("/sys/kernel/debug/tracing/available_filter_functions"));
    private static final Path BLACKLIST = Path.of("/sys/kernel/debug/kprobes/blacklist");

    static TraceableNames read() {
        Set<String> filterable = null;
        for (int i = 0; filterable == null && i < FILTERABLE.size(); i++) {
            // "name" or "name [module]"
            filterable = words(FILTERABLE.get(i), 0);
        }
        // "0xfrom-0xto<tab>name"
        Set<String> blacklisted = words(BLACKLIST, 1);
        return new TraceableNames(filterable, blacklisted == null ? Set.of() : blacklisted);
    }

    /** One word of each line; null when the file cannot be read or is empty. */
    static Set<String> words(Path file, int place) {
        Set<String> words = new HashSet<>();
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            lines.forEach(
                    line -> {
                        String[] parts = line.split("\\s+", place + 2);
                        if (parts.length > place) {
                            words.add(parts[place]);
                        }
                    });
        } catch (IOException | java.io.UncheckedIOException e) {
            return null;
        }
        return words.isEmpty() ? null : words;
    }

    /** Returns null if no obstacle is known. */
    String obstacle(String function) {
        if (filterable == null || filterable.contains(function)) {
            return null;
        }
        return blacklisted.contains(function)
                ? "on the kernel's blacklist of functions that must not be probed"
                : "marked notrace, or of assembly: the compiler left no room for a probe";
    }
}
