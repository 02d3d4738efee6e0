package dev.skbtrail.analyzer.trace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A DuckDB file that older versions can read, too. */
final class PortableFile {
    private static final String ALIAS = "portable";

    /** The storage format of DuckDB 1.0, which all later versions read. */
    private static final String STORAGE = "v1.0.0";

    private final TraceDatabase database;
    private final Path path;

    PortableFile(TraceDatabase database, Path path) {
        this.database = database;
        this.path = path;
    }

    /**
     * @param selects the content of each table, by table name
     * @return the file
     */
    Path write(Map<String, String> selects) {
        database.run(
                String.join(
                        "",
                        "ATTACH ",
                        LockedDuckDb.literal(path.toString()),
                        " AS " + ALIAS + " (STORAGE_VERSION '" + STORAGE + "')"));
        selects.forEach(
                (name, select) ->
                        database.run(
                                String.join(
                                        "",
                                        "CREATE TABLE " + ALIAS + ".\"",
                                        name,
                                        "\" AS SELECT ",
                                        columns(select),
                                        " FROM (",
                                        select,
                                        "\n)")));
        database.run("DETACH " + ALIAS);
        return path;
    }

    private String columns(String select) {
        return database.query(
                "DESCRIBE " + select,
                rows -> {
                    List<String> columns = new ArrayList<>();
                    while (rows.next()) {
                        columns.add(column((String) rows.value(0), (String) rows.value(1)));
                    }
                    return String.join(", ", columns);
                });
    }

    private static String column(String name, String type) {
        String quoted = '"' + name.replace("\"", "\"\"") + '"';
        return type.startsWith("JSON")
                ? "CAST(" + quoted + " AS " + type.replace("JSON", "VARCHAR") + ") AS " + quoted
                : quoted;
    }
}
