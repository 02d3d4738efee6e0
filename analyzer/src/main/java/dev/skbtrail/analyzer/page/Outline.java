package dev.skbtrail.analyzer.page;

import dev.skbtrail.analyzer.Resources;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the page shows below the findings, from top to bottom: {@code queries/page.csv}.
 *
 * @param section heading; figures of one section stand together
 * @param report that makes the rows
 * @param shown how: table, or the chart that stands above it
 * @param rows the most that the page has
 * @param options values of the report's parameters, where not its defaults
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
