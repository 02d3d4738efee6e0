package dev.skbtrail.recorder.selection;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of function names, one per line; {@code #} starts a comment. A module name may follow in
 * brackets, as in the kernel's own lists.
 */
public final class SymbolFile {
    /** Maximum size in bytes; a list of all functions of a kernel is smaller. */
    public static final int LARGEST = 8 << 20;

    static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]{0,127}");

    private static final Pattern LINE =
            Pattern.compile("(" + NAME.pattern() + ")(?:\\s+\\[[A-Za-z0-9_-]+])?");
    private static final String GROUP = "file";

    private SymbolFile() {}

    /**
     * @param source name of the file in messages
     * @throws IllegalArgumentException naming source and line
     */
    public static List<ListedFunction> parse(byte[] bytes, String source) {
        List<ListedFunction> functions = new ArrayList<>();
        String[] lines = new String(bytes, StandardCharsets.ISO_8859_1).split("\r?\n|\r", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].replaceFirst("#.*", "").strip();
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                functions.add(new ListedFunction(GROUP, matcher.group(1), ListedFunction.UNKNOWN));
            } else if (!line.isEmpty()) {
                throw new IllegalArgumentException(
                        "%s:%d: '%s' is not a function name; write one a line"
                                .formatted(source, i + 1, Printable.of(line)));
            }
        }
        if (functions.isEmpty()) {
            throw new IllegalArgumentException(source + " names no function; write one a line");
        }
        return functions;
    }
}
