package dev.skbtrail.analyzer.compare;

import dev.skbtrail.analyzer.Resources;
import dev.skbtrail.analyzer.report.Header;
import java.util.Comparator;
import java.util.List;

/**
 * A kind of difference: the header of its {@code .sql} and a SELECT over the views. The grammar is
 * in {@code queries/README.md}.
 *
 * @param name name of its file
 * @param title what it examines, in words
 * @param rank 1 for the most important
 * @param label first word of each difference of this kind
 * @param skip what both recordings must have in common for this kind to be compared: back-end or
 *     filter; "" for nothing
 * @param sampled whether it reads a sample of the packets
 * @param needs views that the SQL reads
 * @param insert statement that adds its rows to the table of differences
 */
public record Kind(
        String name,
        String title,
        int rank,
        String label,
        String skip,
        boolean sampled,
        List<String> needs,
        String insert) {
    private static final String ROOT = "compare/";
    private static final String SHARES = ROOT + "shares/";
    private static final String TIMES = ROOT + "times/";
    private static final String SUFFIX = ".sql";

    /** All kinds that come with the program, the most important first. */
    public static List<Kind> all() {
        return Resources.list(SUFFIX).stream()
                .filter(path -> path.startsWith(SHARES) || path.startsWith(TIMES))
                .map(Kind::read)
                .sorted(Comparator.comparing(Kind::rank))
                .toList();
    }

    private static Kind read(String path) {
        String sql = Resources.read(path);
        Header header = Header.of("queries/" + path, sql);
        String name = path.substring(path.lastIndexOf('/') + 1, path.length() - SUFFIX.length());
        String select = sql.strip().replaceFirst(";$", "");
        String insert =
                path.startsWith(TIMES)
                        ? Resources.read(ROOT + "times.sql")
                        : Resources.read(ROOT + "shares.sql")
                                .replace("/* pairing */", header.one("pairing"))
                                .replace("/* least */", header.one("least"));
        boolean sampled = header.one("packets").equals("sample");
        return new Kind(
                name,
                header.one("title"),
                Integer.parseInt(header.one("rank")),
                header.one("label"),
                header.one("skip"),
                sampled,
                header.names("needs"),
                insert.replace("/* name */", name)
                        .replace("/* taken */", sampled ? "in_sample(packet)" : "true")
                        .replace("/* kind */", select + "\n"));
    }
}
