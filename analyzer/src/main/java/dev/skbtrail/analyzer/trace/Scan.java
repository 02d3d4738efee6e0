package dev.skbtrail.analyzer.trace;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How the files of a trace are read. DuckDB infers much from the path and trusts much of the
 * footer. Traces are untrusted input, so all of this is turned off explicitly, whatever the
 * defaults are.
 */
final class Scan {
    /**
     * A directory named {@code column=value} adds no column, nor does the file name; all files have
     * the columns of the first; text must be UTF-8, otherwise the file is rejected.
     */
    private static final String NOTHING_IMPLIED =
            "hive_partitioning = false, union_by_name = false, filename = false,"
                    + " file_row_number = false, binary_as_string = false,"
                    + " utf8_validation = 'strict'";

    private Scan() {}

    /** Name of the variable with what DuckDB's planner may assume about a file: nothing. */
    private static String statisticsVariable(int number) {
        return "trace_statistics_" + number;
    }

    /**
     * Statement that has to be run before {@link #rows}. DuckDB uses the minimum and maximum in the
     * footer to size hash tables, drop filters and narrow integers, and writes out of bounds if
     * rows do not keep to them. Therefore they are replaced with "nothing is known". Row groups can
     * still be skipped, which is harmless: it only decides which rows are read.
     *
     * @param columns the columns of the file that are read: plain names
     */
    static String forgetStatistics(int number, Collection<String> columns) {
        // One map for all: the planner takes 12 ms for one map per column.
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

    /**
     * The rows of files with the same columns; run {@link #forgetStatistics} for the first of them
     * before.
     */
    static String rows(List<Integer> numbers) {
        String paths = numbers.stream().map(Scan::path).collect(Collectors.joining(", "));
        return "read_parquet("
                + (numbers.size() == 1 ? paths : "[" + paths + "]")
                + ", column_statistics = getvariable('"
                + statisticsVariable(numbers.get(0))
                + "'), "
                + NOTHING_IMPLIED
                + ")";
    }

    /** The columns of a file, as returned by DESCRIBE. */
    static String columns(int number) {
        return "(DESCRIBE FROM read_parquet(" + path(number) + ", " + NOTHING_IMPLIED + "))";
    }

    /** The key-value metadata in the footer of a file. */
    static String metadata(int number) {
        return "parquet_kv_metadata(" + path(number) + ")";
    }

    /** The column chunk metadata in the footer of a file. */
    static String storage(int number) {
        return "parquet_metadata(" + path(number) + ")";
    }

    private static String path(int number) {
        return "getvariable('" + LockedDuckDb.pathVariable(number) + "')";
    }
}
