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
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The base relations of the views, over one or several traces: {@code _source} (trace, the columns
 * of the contract, and those of {@link UserColumns} as one struct), {@code _metadata} (trace, file,
 * key, value), where {@code trace} counts the traces from 1, and {@code _storage} (DuckDB's
 * parquet_metadata). {@code _files} has the results of {@link Checksum} for each trace (checked,
 * rows), and which parts of a {@link Recording} it is (parts, absent, first_part); {@code
 * queries/count} fills {@code _sound}, {@code _grouped} and {@code _holes}.
 *
 * <p>A trace is a file, or several parts of a recording, whose footers {@link Footers} joins.
 *
 * <p>Each recording numbers its packets from 1. With several traces, packet 17 of the second one
 * becomes 2000017: the number of the trace, followed by as many digits as the largest packet number
 * needs. The variable {@code packet_scale} is that power of ten, or NULL for a single trace. The
 * variable {@code packet_middle} splits the packet numbers into about equal halves. {@code
 * resumed_traces} lists the traces that lack the first part of their recording.
 */
final class Sources {
    private static final long SMALLEST_SCALE = 1_000;
    private static final long LARGEST_NUMBER = 1_000_000_000_000L;

    private final Connection connection;
    private final List<TraceFile> files;
    private final List<Checksum> checksums;
    private final List<Columns> columns = new ArrayList<>();
    private final Set<String> fields = new LinkedHashSet<>();
    private List<Recording> recordings = List.of();

    /**
     * What one file has.
     *
     * @param contract expressions of the contract's columns
     * @param found columns of the file and their DuckDB types
     * @param fields names of user columns
     */
    private record Columns(String contract, Map<String, String> found, Set<String> fields) {}

    /**
     * What was bound.
     *
     * @param hasFields whether there are user columns
     * @param recordings the files of each trace
     */
    record Bound(boolean hasFields, List<Recording> recordings) {}

    private Sources(Connection connection, List<TraceFile> files, List<Checksum> checksums) {
        this.connection = connection;
        this.files = files;
        this.checksums = checksums;
    }

    /**
     * @param connection can read the files under the names given by {@link LockedDuckDb}
     * @param checksums of the files
     * @param apart as in {@link Recording#of}
     * @throws UserException naming the file that is damaged or not a trace
     */
    static Bound bind(
            Connection connection, List<TraceFile> files, List<Checksum> checksums, int apart) {
        Sources sources = new Sources(connection, files, checksums);
        sources.bind(apart);
        return new Bound(!sources.fields.isEmpty(), sources.recordings);
    }

    private void bind(int apart) {
        List<PartOf> parts = new ArrayList<>();
        List<String> storage = new ArrayList<>();
        for (int number = 1; number <= files.size(); number++) {
            parts.add(examine(number));
            storage.add("FROM " + Scan.storage(number));
        }
        recordings = Recording.of(files, parts, apart);
        try {
            bindCounts();
            if (files.isEmpty()) {
                bindNothing();
                return;
            }
            execute("CREATE VIEW _storage AS " + String.join(" UNION ALL ", storage));
            bindFooters();
            execute(source(recordings.stream().map(this::rows).toList()));
            bindMiddle();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void bindCounts() throws SQLException {
        execute(
                "CREATE TABLE _files (trace INTEGER, checked VARCHAR, rows BIGINT, parts VARCHAR,"
                        + " absent VARCHAR, first_part INTEGER)");
        execute("CREATE TABLE _sound (trace INTEGER, events BIGINT, packets BIGINT)");
        execute(
                "CREATE TABLE _grouped (trace INTEGER, events BIGINT, packets BIGINT,"
                        + " unassigned BIGINT, unnumbered BIGINT, unnamed BIGINT, without_kind BIGINT)");
        execute(
                "CREATE TABLE _holes (trace INTEGER, packet BIGINT, missing BIGINT,"
                        + " misnumbered BIGINT, impossible VARCHAR, earlier BIGINT)");
        for (int trace = 1; trace <= recordings.size(); trace++) {
            Recording recording = recordings.get(trace - 1);
            Checksum checksum =
                    recording.files().stream()
                            .map(number -> checksums.get(number - 1))
                            .reduce(Checksum::and)
                            .orElseThrow();
            execute(
                    String.format(
                            Locale.ROOT,
                            "INSERT INTO _files VALUES (%d, %s, %d, %s, %s, %d)",
                            trace,
                            literal(checksum.checked()),
                            checksum.rows(),
                            literal(recording.parts()),
                            literal(recording.absent()),
                            recording.firstPart()));
        }
        String resumed =
                IntStream.rangeClosed(1, recordings.size())
                        .filter(trace -> recordings.get(trace - 1).firstPart() > 1)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(", "));
        execute("SET VARIABLE resumed_traces = CAST([" + resumed + "] AS INTEGER[])");
    }

    private static String literal(String text) {
        return text == null ? "NULL" : LockedDuckDb.literal(text);
    }

    private void bindFooters() {
        try {
            Footers.bind(connection, recordings);
        } catch (SQLException e) {
            throw UserException.data(
                    files.get(0).path()
                            + ": its footer cannot be read: "
                            + TraceDatabase.firstLine(e));
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

    /** Checks that one file is a trace, remembers its columns and returns which part it is. */
    private PartOf examine(int number) {
        TraceFile file = files.get(number - 1);
        String metadata = Footers.select(number, number);
        try {
            Map<String, String> footer = pairs("SELECT key, value FROM (" + metadata + ")");
            SchemaCheck.checkVersion(file, footer);
            Map<String, String> found =
                    pairs("SELECT column_name, column_type FROM " + Scan.columns(number));
            Set<String> own = UserColumns.of(pairs(UserColumns.query(metadata)).keySet(), found);
            Set<String> read = new LinkedHashSet<>(own);
            Contract.columns().forEach(column -> read.add(column.name()));
            read.retainAll(found.keySet());
            execute(Scan.forgetStatistics(number, read));
            columns.add(new Columns(SchemaCheck.selectList(file, found), found, own));
            fields.addAll(own);
            return PartOf.of(connection, footer);
        } catch (SQLException e) {
            throw UserException.data(
                    file.path() + ": cannot be read: " + TraceDatabase.firstLine(e));
        }
    }

    /** Parts are normally alike; a scan of all of them is planned in the time of a single one. */
    private String rows(Recording recording) {
        int trace = recordings.indexOf(recording) + 1;
        List<Integer> numbers = recording.files();
        if (numbers.stream().map(number -> columns.get(number - 1)).distinct().count() == 1) {
            return rows(trace, numbers);
        }
        return numbers.stream()
                .map(number -> rows(trace, List.of(number)))
                .collect(Collectors.joining(" UNION ALL BY NAME "));
    }

    private String rows(int trace, List<Integer> numbers) {
        Columns same = columns.get(numbers.get(0) - 1);
        return String.format(
                Locale.ROOT,
                "SELECT %d AS trace, %s, %s FROM %s",
                trace,
                same.contract(),
                UserColumns.structure(fields, same.fields()),
                Scan.rows(numbers));
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
            int first = recordings.get(number - 1).files().get(0);
            long highest = highest(files.get(first - 1), rows.get(number - 1));
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
