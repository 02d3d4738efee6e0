package dev.skbtrail.recorder.catalogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the lines of {@code bpf/catalogue}. */
final class CatalogueParser {
    private static final int FIELDS = 7;

    private static final String NONE = "-";

    /** Marks the group of a probe that is not recorded by default. */
    private static final String RARE = "+";

    private final String source;
    private final Set<String> seen = new HashSet<>();
    private int lineNumber;

    private CatalogueParser(String source) {
        this.source = source;
    }

    /**
     * @throws IllegalArgumentException naming source and line
     */
    static List<CatalogueEntry> parse(String text, String source) {
        return new CatalogueParser(source).entries(text);
    }

    private List<CatalogueEntry> entries(String text) {
        List<CatalogueEntry> entries = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            lineNumber++;
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] fields = fields(line);
                if (!fields[2].equals(NONE)) {
                    entries.add(entry(fields));
                }
            }
        }
        return entries;
    }

    private String[] fields(String line) {
        String[] fields = line.strip().split(" {2,}", FIELDS);
        if (fields.length < FIELDS) {
            throw wrong("expected: group  function  program  verdict  stage  roles  meaning");
        }
        return fields;
    }

    private CatalogueEntry entry(String[] fields) {
        Program program = constant(Program.class, "program", fields[2]);
        Verdict verdict =
                fields[3].equals(NONE)
                        ? Verdict.NONE
                        : constant(Verdict.class, "verdict", fields[3]);
        // A tracepoint and a function may share a name (kfree_skb); two probes of the same kind
        // must not.
        if (!seen.add(fields[1] + " " + program.isFunction())) {
            throw wrong(fields[1] + " is listed twice");
        }
        boolean rare = fields[0].endsWith(RARE);
        String group = rare ? fields[0].substring(0, fields[0].length() - 1) : fields[0];
        return new CatalogueEntry(group, fields[1], program, verdict, fields[4], fields[6], !rare);
    }

    private <E extends Enum<E>> E constant(Class<E> type, String kind, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(
                        () ->
                                wrong(
                                        "unknown %s '%s'; one of: %s"
                                                .formatted(kind, word, words(type))));
    }

    private static <E extends Enum<E>> String words(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private IllegalArgumentException wrong(String message) {
        return new IllegalArgumentException(source + ":" + lineNumber + ": " + message);
    }
}
