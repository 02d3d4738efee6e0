package dev.skbtrail.analyzer.trace;

import dev.skbtrail.analyzer.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Compares a file with the contract and describes a mismatch in one line. */
final class SchemaCheck {
    private static final String VERSION_KEY = "skbtrail.schema";

    /** May be NULL in some rows, but every trace has these columns: no view works without them. */
    private static final Set<String> OF_EVERY_TRACE = Set.of("function", "packet", "seq");

    private SchemaCheck() {}

    /** Rejects a file whose metadata does not identify it as a trace that this program can read. */
    static void checkVersion(TraceFile file, Map<String, String> metadata) {
        String found = metadata.get(VERSION_KEY);
        if (found == null) {
            throw UserException.data(
                    file.path()
                            + ": a Parquet file but no trace (its metadata lacks "
                            + VERSION_KEY
                            + "); traces are made by skbtrail-record");
        }
        if (!found.matches("[1-9][0-9]{0,8}")) {
            throw UserException.data(
                    file.path()
                            + ": damaged metadata: "
                            + VERSION_KEY
                            + " is not a version number");
        }
        int known = Contract.version();
        if (Integer.parseInt(found) > known) {
            throw UserException.data(
                    String.format(
                            Locale.ROOT,
                            "%s: recorded with schema %s; this skbtrail reads up to %d; update skbtrail",
                            file.path(),
                            found,
                            known));
        }
    }

    /**
     * The SELECT list that converts the columns of a file to those of the contract.
     *
     * @param found columns of the file and their DuckDB types
     */
    static String selectList(TraceFile file, Map<String, String> found) {
        List<String> wrong = new ArrayList<>();
        List<String> list = new ArrayList<>();
        for (ContractColumn column : Contract.columns()) {
            String type = found.get(column.name());
            boolean needed = !column.nullable() || OF_EVERY_TRACE.contains(column.name());
            if (type == null && needed) {
                wrong.add("column " + column.name() + " is missing");
            } else if (type != null && !column.accepts(type)) {
                wrong.add("column " + column.name() + " is " + type + ", not " + column.type());
            }
            list.add(column.expression(type));
        }
        if (!wrong.isEmpty()) {
            throw UserException.data(
                    file.path()
                            + ": not a trace of this schema: "
                            + String.join("; ", wrong)
                            + "; record it again");
        }
        return String.join(", ", list);
    }
}
