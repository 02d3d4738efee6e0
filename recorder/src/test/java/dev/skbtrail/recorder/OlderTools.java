package dev.skbtrail.recorder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The table in {@code bpf/docs/older-tools.md} that maps the features of older tools to ours. */
public final class OlderTools {
    /**
     * One row.
     *
     * @param line line number in the file, from 1
     * @param tool the tool that had the feature
     * @param there its name in that tool
     * @param here its names in this tool, in backquotes
     * @param tests as {@code Class.method}; each fails without the feature
     */
    public record Row(int line, String tool, String there, List<String> here, List<String> tests) {}

    private static final String HEAD = "| tool | there | here | test |";
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    private OlderTools() {}

    /**
     * @param repository top directory of the repository
     */
    public static List<Row> read(Path repository) {
        List<String> lines = lines(repository.resolve("bpf/docs/older-tools.md"));
        int head = lines.indexOf(HEAD);
        if (head < 0) {
            throw new IllegalArgumentException("bpf/docs/older-tools.md has no table " + HEAD);
        }
        List<Row> rows = new ArrayList<>();
        String tool = "";
        for (int i = head + 2; i < lines.size() && lines.get(i).startsWith("|"); i++) {
            String[] cells = lines.get(i).split("\\|", -1);
            if (cells.length != 6) {
                throw new IllegalArgumentException(
                        "bpf/docs/older-tools.md:" + (i + 1) + ": no four cells");
            }
            tool = cells[1].isBlank() ? tool : cells[1].strip();
            rows.add(new Row(i + 1, tool, cells[2].strip(), quoted(cells[3]), quoted(cells[4])));
        }
        return rows;
    }

    private static List<String> quoted(String cell) {
        return QUOTED.matcher(cell).results().map((MatchResult found) -> found.group(1)).toList();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
