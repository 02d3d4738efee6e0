package dev.skbtrail.analyzer.trace;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * How the file of one trace is read. DuckDB guesses much from the path and believes much of the
 * footer; a trace may come from anyone, so each guess is turned off, whatever its default is.
 */
final class Scan {
    /**
     * A directory named {@code column=value} makes no column, nor does the name of the file; there
     * is one file, whose columns are its own; text is UTF-8 or the file is refused.
     */
    private static final String NOTHING_IMPLIED =
            "hive_partitioning = false, union_by_name = false, filename = false,"
                    + " file_row_number = false, binary_as_string = false,"
                    + " utf8_validation = 'strict'";

    private Scan() {}

    /** Variable that has what DuckDB's planner may take for granted about a file: nothing. */
    private static String statisticsVariable(int number) {
        return "trace_statistics_" + number;
    }

    /**
     * Statement that has to be run before {@link #rows}. DuckDB sizes hash tables, drops filters
     * and narrows integers by the least and the greatest value that the footer names, and writes
     * beyond its tables when rows do not keep to them. "Nothing is known" in their place leaves row
     * groups to be skipped, which is harmless: it only decides which rows are read.
     *
     * @param columns of the file, those that are read: plain names
     */
    static String forgetStatistics(int number, Collection<String> columns) {
        // One map for all: the planner takes 12 ms for as many maps as there are columns.
        return columns.stream()
                .map(LockedDuckDb::literal)
                .collect(
                        Collectors.joining(
                                ", ",
                                "SET VARIABLE "
                                        + statisticsVariable(number)
                                        + " = (SELECT map(names, [unknown FOR name IN names])"
                                        + " FROM (SELECT MAP {'count': CAST(NULL AS VARCHAR)}"
                                        + " AS unknown, [",
                                "] AS names))"));
    }

    /** The rows of a file, after {@link #forgetStatistics}. */
    static String rows(int number) {
        return "read_parquet("
                + path(number)
                + ", column_statistics = getvariable('"
                + statisticsVariable(number)
                + "'), "
                + NOTHING_IMPLIED
                + ")";
    }

    /** The columns of a file, as DESCRIBE finds them. */
    static String columns(int number) {
        return "(DESCRIBE FROM read_parquet(" + path(number) + ", " + NOTHING_IMPLIED + "))";
    }

    /** The keys and values in the footer of a file. */
    static String metadata(int number) {
        return "parquet_kv_metadata(" + path(number) + ")";
    }

    /** What the footer of a file says about each part of each column. */
    static String storage(int number) {
        return "parquet_metadata(" + path(number) + ")";
    }

    private static String path(int number) {
        return "getvariable('" + LockedDuckDb.pathVariable(number) + "')";
    }
}
