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
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;

/**
 * An in-memory DuckDB that can read the given trace files and nothing else. It provides the base
 * relations of the views in {@code queries/views}, see {@link Sources}.
 *
 * <p>Traces are untrusted input, so the database is locked before the first row is read: no other
 * file, no network, no extension, and no way to unlock it.
 */
public final class TraceDatabase implements AutoCloseable {
    private static final Pattern UNDECODABLE =
            Pattern.compile("TProtocolException|don't know what type|metadata is corrupt");

    /** The only message of the driver (2.0.0.1) if a streamed query fails before its first row. */
    private static final String REASON_LOST = "Invalid result set";

    /** DuckDB's message when the limit for temporary files is reached. */
    private static final String NO_ROOM = "failed to offload";

    /** How DuckDB's messages begin when SQL cannot be planned. */
    private static final Pattern WRONG_SQL =
            Pattern.compile("(?:Parser|Binder|Catalog|Not implemented) Error");

    private final Connection connection;
    private final SpillDirectory spill;
    private final List<TraceFile> files;
    private final Running running;
    private boolean hasFields;
    private List<Recording> traces = List.of();
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
        return open(files, 0, limits, false);
    }

    /**
     * As above, for two sides whose traces are kept apart, even parts of the same recording: the
     * first {@link #traces} belong to the first side.
     */
    public static TraceDatabase open(List<TraceFile> one, List<TraceFile> other, Limits limits) {
        List<TraceFile> both = Stream.concat(one.stream(), other.stream()).toList();
        return open(both, one.size(), limits, false);
    }

    /** As above, for {@link #copy} and {@link #copyTables}, which also write a file. */
    public static TraceDatabase openToCopy(List<TraceFile> files, Limits limits) {
        return open(files, 0, limits, true);
    }

    private static TraceDatabase open(
            List<TraceFile> files, int apart, Limits limits, boolean part) {
        files.forEach(TraceFile::check);
        // In parallel: this reads the whole files, this thread meanwhile only their head and tail.
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
            Sources.Bound bound = Sources.bind(database.connection, files, checked, apart);
            database.hasFields = bound.hasFields();
            database.traces = bound.recordings();
            return database;
        } catch (UserException e) {
            database.close();
            throw e;
        }
    }

    /** A database without a trace: the relations exist but have no rows. */
    public static TraceDatabase empty() {
        return open(List.of(), new Limits(null, 1));
    }

    /** See {@link LockedDuckDb#warmUp}. */
    public static void warmUp() {
        LockedDuckDb.warmUp();
    }

    /**
     * From now on, runs what a statement depends on before the statement.
     *
     * @param statements returns the statements that create what the SQL needs and does not exist
     *     yet
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

    /** Runs the program's own statements (macros, views); an error in them is a bug. */
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
     * Runs the program's own statements that read the trace.
     *
     * @throws UserException when the trace cannot be read, or memory runs out
     */
    public void run(String statements) {
        try (Statement statement = statement(statements)) {
            running.during(statement, () -> statement.execute(statements));
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * Computes a view once and keeps its rows for later queries.
     *
     * @param name name of the table
     * @param select content of the table
     * @throws UserException as {@link #query}
     */
    public void keep(String name, String select) {
        run("CREATE TEMP TABLE \"" + name + "\" AS " + select);
    }

    /** Whether there are columns that the user requested from the recorder, in {@code _fields}. */
    public boolean hasFields() {
        return hasFields;
    }

    /**
     * Writes rows into a new trace file, which is deleted when this database is closed.
     *
     * @param select with the columns of a trace
     * @param footer keys and values except the checksum, which is computed here
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
     * Writes tables into a new DuckDB file, which is deleted when this database is closed. DuckDB
     * 1.0 and later can read it; JSON is stored as text, because a build may lack that type.
     *
     * @param selects content of each table, by table name
     * @throws UserException as {@link #query}
     */
    public Path copyTables(Map<String, String> selects) {
        return new PortableFile(this, Path.of(spill.database())).write(selects);
    }

    /** Fills a two-column table. */
    public void fill(String table, Map<?, ?> rows) {
        try {
            PartFile.fill(connection.unwrap(DuckDBConnection.class), table, rows);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Adds the columns requested from the recorder to {@code events}, or removes them. */
    public void showFields(boolean shown) {
        if (hasFields) {
            define(shown ? UserColumns.show() : UserColumns.hide());
        }
    }

    /**
     * Sets a DuckDB variable to a value that is bound, never spliced into SQL.
     *
     * @param value null for NULL
     * @throws UserException when the value does not have that type
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
     * Runs one SELECT and passes its rows on as they arrive.
     *
     * @throws QueryException when the SQL is wrong
     * @throws UserException when the trace is damaged, memory runs out or a value is out of range
     */
    public <T> T query(String sql, RowReader<T> reader) {
        return query(sql, List.of(), reader);
    }

    /**
     * As above, with bound values.
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
     * Runs one SELECT of a report or a rule. The driver plans a prepared statement twice, when it
     * is prepared and when it is run; this plans it once. Only SQL that cannot be planned is
     * treated as wrong.
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

    /**
     * Reruns a query that failed before its first row, in a way that makes the driver report why.
     */
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

    /** DuckDB has no error codes; its messages begin with the kind of the error. */
    private static String hint(SQLException e) {
        return e.getMessage().startsWith("Out of Memory") ? "; raise --memory-limit" : "";
    }

    /** See {@link OnlySelect}. */
    public void requireSelect(String sql) {
        OnlySelect.require(connection, sql);
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

    /**
     * Number of traces in the first files; parts of a recording are one trace.
     *
     * @param number how many files
     */
    public int traces(int number) {
        return (int) traces.stream().filter(trace -> trace.begins(number)).count();
    }

    /** The name of the trace or traces for messages. */
    public String name() {
        return switch (files.size()) {
            case 0 -> "no trace";
            case 1 -> files.get(0).path().toString();
            default -> files.get(0).path() + " and " + (files.size() - 1) + " more";
        };
    }

    /**
     * DuckDB's message, except for errors of its Parquet decoder, whose wording means nothing to
     * users.
     */
    static String firstLine(SQLException e) {
        if (UNDECODABLE.matcher(e.getMessage()).find()) {
            return "damaged (its Parquet structures cannot be decoded); copy or record it again";
        }
        return e.getMessage().lines().findFirst().orElse("no message from DuckDB");
    }

    /** The running statement, which another thread can cancel. */
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
