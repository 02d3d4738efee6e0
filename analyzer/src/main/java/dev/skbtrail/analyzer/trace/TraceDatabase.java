package dev.skbtrail.analyzer.trace;

import dev.skbtrail.analyzer.UserException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;

/**
 * A DuckDB in memory that can read the named trace files and nothing else. Holds the two relations
 * that the views of {@code queries/views} are made from, see {@link Sources}.
 *
 * <p>A trace may come from anyone, so the database is locked before a single row is read: no other
 * file, no network, no extension, no way back.
 */
public final class TraceDatabase implements AutoCloseable {
    private static final Pattern UNDECODABLE =
            Pattern.compile("TProtocolException|don't know what type");

    /** All that the driver (2.0.0.1) says when a query that it streams has no first row. */
    private static final String REASON_LOST = "Invalid result set";

    /** What DuckDB says when it may put no more into its files. */
    private static final String NO_ROOM = "failed to offload";

    /** How DuckDB begins to say that SQL cannot be planned. */
    private static final Pattern WRONG_SQL =
            Pattern.compile("(?:Parser|Binder|Catalog|Not implemented) Error");

    /** What json_serialize_sql says of a statement without rows. */
    private static final String NO_SELECT = "Only SELECT statements";

    private final Connection connection;
    private final SpillDirectory spill;
    private final List<TraceFile> files;
    private final Running running;
    private boolean hasFields;
    private Function<String, List<String>> before = sql -> List.of();

    private TraceDatabase(Connection connection, SpillDirectory spill, List<TraceFile> files) {
        this.connection = connection;
        this.running = new Running(connection);
        this.spill = spill;
        this.files = files;
    }

    /**
     * Checks the files and opens them.
     *
     * @param files none for {@link #empty}
     * @throws UserException when one is not a trace, is damaged, or comes from a newer version
     */
    public static TraceDatabase open(List<TraceFile> files, Limits limits) {
        return open(files, limits, false);
    }

    /**
     * Likewise, for {@link #copy} and {@link #copyTables}: a file of its own may be written, too.
     */
    public static TraceDatabase openToCopy(List<TraceFile> files, Limits limits) {
        return open(files, limits, true);
    }

    private static TraceDatabase open(List<TraceFile> files, Limits limits, boolean part) {
        files.forEach(TraceFile::check);
        // On another processor: it reads the whole file, the rest of this one's beginning and end.
        CompletableFuture<List<Checksum>> checksums =
                CompletableFuture.supplyAsync(() -> files.stream().map(Checksum::of).toList());
        SpillDirectory spill = SpillDirectory.create();
        TraceDatabase database;
        List<Checksum> checked;
        try {
            checked = checksums.join();
            boolean small = LockedDuckDb.isSmall(files, checked);
            Connection connection = LockedDuckDb.connect(files, limits, spill, part, small);
            database = new TraceDatabase(connection, spill, files);
        } catch (SQLException e) {
            spill.close();
            throw UserException.usage(firstLine(e) + "; see --memory-limit and --threads");
        } catch (CompletionException e) {
            spill.close();
            throw e.getCause() instanceof UserException damaged ? damaged : e;
        }
        try {
            database.hasFields = Sources.bind(database.connection, files, checked);
            return database;
        } catch (UserException e) {
            database.close();
            throw e;
        }
    }

    /** One without a trace: the relations are there and have no rows. */
    public static TraceDatabase empty() {
        return open(List.of(), new Limits(null, 1));
    }

    /** See {@link LockedDuckDb#warmUp}. */
    public static void warmUp() {
        LockedDuckDb.warmUp();
    }

    /**
     * From here on what SQL needs is made first.
     *
     * @param statements that make what is not there yet, of the SQL
     */
    public void makeFirst(Function<String, List<String>> statements) {
        before = statements;
    }

    private void require(String sql) throws SQLException {
        for (String first : before.apply(sql)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(first);
            }
        }
    }

    private Statement statement(String sql) throws SQLException {
        require(sql);
        return connection.createStatement();
    }

    /** Runs our own statements (macros, views); an error in them is a bug. */
    public void define(List<String> statements) {
        try {
            for (String sql : statements) {
                try (Statement statement = statement(sql)) {
                    statement.execute(sql);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Runs our own statements that read the trace.
     *
     * @throws UserException when it cannot be read, or the memory does not suffice
     */
    public void run(String statements) {
        try (Statement statement = statement(statements)) {
            running.during(statement, () -> statement.execute(statements));
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * Works a view out once and keeps its rows, for queries that follow.
     *
     * @param name of the table
     * @param select what it has
     * @throws UserException as {@link #query}
     */
    public void keep(String name, String select) {
        run("CREATE TEMP TABLE \"" + name + "\" AS " + select);
    }

    /** Are there columns that the recorder was asked for, in {@code _fields}? */
    public boolean hasFields() {
        return hasFields;
    }

    /**
     * Writes rows into a trace of their own, which goes when this database is closed.
     *
     * @param select with the columns of a trace
     * @param footer keys and values beside the checksum, which is made here
     * @throws UserException as {@link #query}
     */
    public Path copy(String select, Map<String, String> footer) {
        Path part = Path.of(spill.part());
        PartFile file = new PartFile(part, footer);
        file.values().forEach((name, value) -> setVariable(name, "VARCHAR", value));
        run(file.statement(select));
        file.stamp();
        return part;
    }

    /**
     * Writes tables into a DuckDB file of their own, which goes when this database is closed. Every
     * DuckDB from 1.0 on reads it; JSON, which one may not know, is text there.
     *
     * @param selects what each has, by name
     * @throws UserException as {@link #query}
     */
    public Path copyTables(Map<String, String> selects) {
        return new PortableFile(this, Path.of(spill.database())).write(selects);
    }

    /** Fills a table of two columns. */
    public void fill(String table, Map<?, ?> rows) {
        try {
            PartFile.fill(connection.unwrap(DuckDBConnection.class), table, rows);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** From here on {@code events} has the columns that the recorder was asked for, or not. */
    public void showFields(boolean shown) {
        if (hasFields) {
            define(shown ? UserColumns.show() : UserColumns.hide());
        }
    }

    /**
     * Sets a DuckDB variable to a value that is bound, never spliced into SQL.
     *
     * @param value null for NULL
     * @throws UserException when the value is not of that type
     */
    public void setVariable(String name, String type, Object value) {
        String sql = "SET VARIABLE \"" + name + "\" = CAST(? AS " + type + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, value);
            statement.execute();
        } catch (SQLException e) {
            throw UserException.usage(name + ": " + value + " is not of type " + type);
        }
    }

    /**
     * Runs one SELECT and hands its rows on, while they come.
     *
     * @throws QueryException when the SQL is wrong
     * @throws UserException when the trace is damaged, the memory does not suffice or a value does
     *     not fit
     */
    public <T> T query(String sql, RowReader<T> reader) {
        return query(sql, List.of(), reader);
    }

    /**
     * The same with values.
     *
     * @param values bound to the ? of the SQL, in order
     */
    public <T> T query(String sql, List<Object> values, RowReader<T> reader) {
        try (PreparedStatement statement = prepare(sql, values);
                ResultSet result = running.during(statement, statement::executeQuery)) {
            return reader.read(new Rows(result, running));
        } catch (SQLException e) {
            throw failed(e.getMessage().contains(REASON_LOST) ? reason(sql, values, e) : e);
        }
    }

    /**
     * Runs one SELECT of a report or a rule. The driver plans a statement when it is prepared and
     * again when it is run; this is planned once. Only what cannot be planned at all is taken for
     * wrong SQL.
     *
     * @throws QueryException when the SQL is wrong
     * @throws UserException as {@link #query}
     */
    public <T> T report(String sql, RowReader<T> reader) {
        try (Statement statement = statement(sql);
                ResultSet result = running.during(statement, () -> statement.executeQuery(sql))) {
            return reader.read(new Rows(result, running));
        } catch (SQLException e) {
            if (WRONG_SQL.matcher(e.getMessage()).lookingAt()) {
                throw new QueryException(e);
            }
            throw failed(e.getMessage().contains(REASON_LOST) ? reason(sql, List.of(), e) : e);
        }
    }

    /** Runs a query again that failed before its first row, where the driver keeps the reason. */
    private SQLException reason(String sql, List<Object> values, SQLException lost) {
        running.require();
        try (PreparedStatement statement = prepare("EXPLAIN ANALYZE " + sql, values)) {
            statement.execute();
            return lost;
        } catch (SQLException e) {
            return e;
        }
    }

    /**
     * Runs one statement that changes a table.
     *
     * @param values bound to the ? of the SQL, in order
     * @throws QueryException when the SQL is wrong
     * @throws UserException as {@link #query}
     */
    public void update(String sql, List<Object> values) {
        try (PreparedStatement statement = prepare(sql, values)) {
            running.during(statement, statement::execute);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private UserException failed(SQLException e) {
        running.require();
        String said =
                e.getMessage().contains(NO_ROOM)
                        ? LockedDuckDb.noRoom(files)
                        : firstLine(e) + hint(e);
        return UserException.data(name() + ": " + said);
    }

    /** DuckDB gives no error codes; its messages begin with the kind of the error. */
    private static String hint(SQLException e) {
        return e.getMessage().startsWith("Out of Memory") ? "; raise --memory-limit" : "";
    }

    /**
     * Refuses what is not one SELECT. Nothing else could do harm in a locked database in memory,
     * but nothing else has rows either.
     *
     * @throws UserException naming what is wrong
     */
    public void requireSelect(String sql) {
        String check =
                "SELECT parsed ->> 'error_message', json_array_length(parsed -> 'statements')"
                        + " FROM (SELECT json_serialize_sql(?) AS parsed)";
        try (PreparedStatement statement = connection.prepareStatement(check)) {
            statement.setString(1, sql);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                String error = rows.getString(1);
                if (error != null && !error.contains(NO_SELECT)) {
                    throw UserException.usage("SQL: " + error);
                }
                if (error != null || rows.getInt(2) != 1) {
                    throw UserException.usage(
                            "SQL: give exactly one SELECT (or DESCRIBE, SUMMARIZE, SHOW TABLES);"
                                    + " nothing else can be run on a trace");
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private PreparedStatement prepare(String sql, List<Object> values) throws SQLException {
        PreparedStatement statement;
        try {
            require(sql);
            statement = connection.prepareStatement(sql);
        } catch (SQLException e) {
            throw new QueryException(e);
        }
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
        return statement;
    }

    /** What messages call the trace, or the traces. */
    public String name() {
        return switch (files.size()) {
            case 0 -> "no trace";
            case 1 -> files.get(0).path().toString();
            default -> files.get(0).path() + " and " + (files.size() - 1) + " more";
        };
    }

    /**
     * What DuckDB says, but for its Parquet decoder, whose words name nothing that a reader knows.
     */
    static String firstLine(SQLException e) {
        if (UNDECODABLE.matcher(e.getMessage()).find()) {
            return "damaged (its Parquet structures cannot be decoded); copy or record it again";
        }
        return e.getMessage().lines().findFirst().orElse("no message from DuckDB");
    }

    /** What it runs at the moment, for another thread to end. */
    public Running running() {
        return running;
    }

    @Override
    public void close() {
        running.close();
        try (spill) {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
