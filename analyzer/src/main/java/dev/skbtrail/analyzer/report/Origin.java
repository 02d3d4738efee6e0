package dev.skbtrail.analyzer.report;

/**
 * Where a report or a view comes from.
 *
 * @param category name of its directory
 * @param name file name without {@code .sql}
 * @param path path of the file, as shown to the user
 */
public record Origin(String category, String name, String path) {
    private static final String SUFFIX = ".sql";

    /** A file of {@code queries}: category/name.sql. */
    public static Origin builtIn(String path) {
        int slash = path.indexOf('/');
        return new Origin(
                path.substring(0, slash),
                path.substring(slash + 1, path.length() - SUFFIX.length()),
                "queries/" + path);
    }
}
