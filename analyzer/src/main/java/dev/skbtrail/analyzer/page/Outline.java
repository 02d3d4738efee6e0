package dev.skbtrail.analyzer.page;

import dev.skbtrail.analyzer.Resources;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The page's figures below the findings, from top to bottom: {@code queries/page.csv}.
 *
 * @param section heading; consecutive figures of one section are grouped
 * @param report the report that produces the rows
 * @param shown table, or the kind of chart shown above the table
 * @param rows the maximum number of rows on the page
 * @param options parameter values of the report that differ from the defaults
 */
record Outline(String section, String report, String shown, int rows, Map<String, String> options) {
    private static final String FILE = "page.csv";
    private static final int CELLS = 5;

    /** All figures. */
    static List<Outline> read() {
        return Resources.read(FILE).lines().skip(1).map(Outline::parse).toList();
    }

    private static Outline parse(String line) {
        String[] cells = line.split(",", CELLS);
        Map<String, String> options =
                Stream.of(cells[4].split(" "))
                        .filter(option -> !option.isEmpty())
                        .map(option -> option.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        return new Outline(cells[0], cells[1], cells[2], Integer.parseInt(cells[3]), options);
    }
}
