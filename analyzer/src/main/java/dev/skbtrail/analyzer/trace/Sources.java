package dev.skbtrail.analyzer.trace;

import dev.skbtrail.analyzer.UserException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The base relations of the views, over one or several traces: {@code _source} (trace, the columns
 * of the contract, and those of {@link UserColumns} as one struct), {@code _metadata} (trace, file,
 * key, value), where {@code trace} counts the files from 1, and {@code _storage} (DuckDB's
 * parquet_metadata). {@code _files} (trace, checked, rows) holds the results of {@link Checksum},
 * and {@code queries/count} fills {@code _sound}, {@code _grouped} and {@code _holes}.
 *
 * <p>Each file numbers its packets from 1. With several traces, packet 17 of the second one becomes
 * 2000017: the number of the trace, followed by as many digits as the largest packet number needs.
 * The variable {@code packet_scale} is that power of ten, or NULL for a single trace. The variable
 * {@code packet_middle} splits the packet numbers into about equal halves.
 */
final class Sources {
    private static final long SMALLEST_SCALE = 1_000;
    private static final long LARGEST_NUMBER = 1_000_000_000_000L;

    private final Connection connection;
    private final List<TraceFile> files;
    private final List<Checksum> checksums;

    /**
     * The columns of one file.
     *
     * @param contract expressions of the contract's columns
     * @param fields names of user columns
     */
    private record Columns(String contract, Set<String> fields) {}

    private Sources(Connection connection, List<TraceFile> files, List<Checksum> checksums) {
        this.connection = connection;
        this.files = files;
        this.checksums = checksums;
    }

    /**
     * @param connection can read the files under the names given by {@link LockedDuckDb}
     * @param checksums of the files
     * @return whether there are user columns
     * @throws UserException naming the file that is damaged or not a trace
     */
    static boolean bind(Connection connection, List<TraceFile> files, List<Checksum> checksums) {
        return new Sources(connection, files, checksums).bind();
    }

    private boolean bind() {
        List<String> metadata = new ArrayList<>();
        List<String> storage = new ArrayList<>();
        List<Columns> columns = new ArrayList<>();
        Set<String> fields = new LinkedHashSet<>();
        for (int number = 1; number <= files.size(); number++) {
            metadata.add(metadata(number));
            storage.add(storage(number));
            columns.add(columns(number));
            fields.addAll(columns.get(number - 1).fields());
        }
        List<String> rows = new ArrayList<>();
        for (int number = 1; number <= files.size(); number++) {
            rows.add(rows(number, columns.get(number - 1), fields));
        }
        try {
            bindCounts();
            if (files.isEmpty()) {
                bindNothing();
                return false;
            }
            execute("CREATE VIEW _metadata AS " + String.join(" UNION ALL ", metadata));
            execute("CREATE VIEW _storage AS " + String.join(" UNION ALL ", storage));
            execute(source(rows));
            bindMiddle();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return !fields.isEmpty();
    }

    private void bindCounts() throws SQLException {
        execute("CREATE TABLE _files (trace INTEGER, checked VARCHAR, rows BIGINT)");
        execute("CREATE TABLE _sound (trace INTEGER, events BIGINT, packets BIGINT)");
        execute(
                "CREATE TABLE _grouped (trace INTEGER, events BIGINT, packets BIGINT,"
                        + " unassigned BIGINT, unnumbered BIGINT, unnamed BIGINT, without_kind BIGINT)");
        execute(
                "CREATE TABLE _holes (trace INTEGER, packet BIGINT, missing BIGINT,"
                        + " misnumbered BIGINT, impossible VARCHAR)");
        for (int number = 1; number <= files.size(); number++) {
            Checksum checksum = checksums.get(number - 1);
            String checked = checksum.checked() == null ? "NULL" : "'" + checksum.checked() + "'";
            execute(
                    String.format(
                            Locale.ROOT,
                            "INSERT INTO _files VALUES (%d, %s, %d)",
                            number,
                            checked,
                            checksum.rows()));
        }
    }

    private void bindNothing() throws SQLException {
        String columns =
                String.join(
                        ", ", Contract.columns().stream().map(c -> c.expression(null)).toList());
        execute(
                "CREATE VIEW _source AS SELECT 1 AS trace, "
                        + columns
                        + ", NULL AS _fields WHERE false");
        execute(
                "CREATE VIEW _metadata AS SELECT 1 AS trace, '' AS file, '' AS key, '' AS value"
                        + " WHERE false");
        execute(
                "CREATE VIEW _storage AS SELECT '' AS path_in_schema, 0 AS total_compressed_size,"
                        + " 0 AS total_uncompressed_size WHERE false");
    }

    /**
     * For views that split their work into halves, because DuckDB computes lag() on a single
     * thread. The footers supply the numbers; if they are wrong, the halves are uneven but results
     * stay correct.
     */
    private void bindMiddle() {
        try {
            execute(
                    "SET VARIABLE packet_middle ="
                            + " (SELECT min(packet) // 2 + max(packet) // 2 FROM _source)");
        } catch (SQLException e) {
            throw UserException.data(
                    files.get(0).path() + ": cannot be read: " + TraceDatabase.firstLine(e));
        }
    }

    private static String metadata(int number) {
        return String.format(
                Locale.ROOT,
                "SELECT %d AS trace, getvariable('%s') AS file, decode(key) AS key,"
                        + " TRY(decode(value)) AS value FROM %s",
                number,
                LockedDuckDb.nameVariable(number),
                Scan.metadata(number));
    }

    private static String storage(int number) {
        return "FROM " + Scan.storage(number);
    }

    /** Checks that one file is a trace, and returns its columns. */
    private Columns columns(int number) {
        TraceFile file = files.get(number - 1);
        try {
            SchemaCheck.checkVersion(
                    file, pairs("SELECT key, value FROM (" + metadata(number) + ")"));
            Map<String, String> found =
                    pairs("SELECT column_name, column_type FROM " + Scan.columns(number));
            Set<String> named = pairs(UserColumns.query(metadata(number))).keySet();
            Set<String> fields = UserColumns.of(named, found);
            Set<String> read = new LinkedHashSet<>(fields);
            Contract.columns().forEach(column -> read.add(column.name()));
            read.retainAll(found.keySet());
            execute(Scan.forgetStatistics(number, read));
            return new Columns(SchemaCheck.selectList(file, found), fields);
        } catch (SQLException e) {
            throw UserException.data(
                    file.path() + ": cannot be read: " + TraceDatabase.firstLine(e));
        }
    }

    private static String rows(int number, Columns columns, Set<String> fields) {
        return String.format(
                Locale.ROOT,
                "SELECT %d AS trace, %s, %s FROM %s",
                number,
                columns.contract(),
                UserColumns.structure(fields, columns.fields()),
                Scan.rows(number));
    }

    private String source(List<String> rows) throws SQLException {
        if (rows.size() == 1) {
            return "CREATE VIEW _source AS " + rows.get(0);
        }
        long scale = scale(rows);
        execute("SET VARIABLE packet_scale = " + scale);
        List<String> renumbered = new ArrayList<>();
        for (int number = 1; number <= rows.size(); number++) {
            long offset = number * scale;
            renumbered.add(
                    String.format(
                            Locale.ROOT,
                            "SELECT * REPLACE (packet + %d AS packet, parent + %d AS parent) FROM (%s)",
                            offset,
                            offset,
                            rows.get(number - 1)));
        }
        return "CREATE VIEW _source AS " + String.join(" UNION ALL BY NAME ", renumbered);
    }

    private long scale(List<String> rows) {
        long scale = SMALLEST_SCALE;
        for (int number = 1; number <= rows.size(); number++) {
            long highest = highest(files.get(number - 1), rows.get(number - 1));
            while (scale <= highest) {
                scale *= 10;
            }
        }
        return scale;
    }

    private long highest(TraceFile file, String rows) {
        String sql =
                "SELECT coalesce(greatest(max(packet), max(parent)), 0),"
                        + " coalesce(least(min(packet), min(parent)), 0) FROM ("
                        + rows
                        + ")";
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            found.next();
            long highest = found.getLong(1);
            if (highest >= LARGEST_NUMBER || found.getLong(2) < 0) {
                throw UserException.data(
                        file.path()
                                + ": its packet numbers leave no room for another trace's; read it alone");
            }
            return highest;
        } catch (SQLException e) {
            throw UserException.data(
                    file.path() + ": cannot be read: " + TraceDatabase.firstLine(e));
        }
    }

    private Map<String, String> pairs(String sql) throws SQLException {
        Map<String, String> pairs = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                pairs.put(rows.getString(1), rows.getString(2));
            }
        }
        return pairs;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
