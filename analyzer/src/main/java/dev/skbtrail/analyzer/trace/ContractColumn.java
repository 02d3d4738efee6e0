package dev.skbtrail.analyzer.trace;

/**
 * One line of {@code queries/schema/event.csv}.
 *
 * @param type DuckDB's name of the type
 * @param nullable whether a file may lack the column, because it is newer than the file
 */
record ContractColumn(String name, String type, boolean nullable) {
    /**
     * The expression that reads the column from a file.
     *
     * @param found its type in the file; null if the file lacks the column
     */
    String expression(String found) {
        String value = found == null ? "NULL" : '"' + name + '"';
        return "CAST(" + value + " AS " + type + ") AS \"" + name + '"';
    }

    /** TIMESTAMP WITH TIME ZONE is DuckDB's name for a time in UTC. */
    boolean accepts(String found) {
        return found.equals(type)
                || type.equals("TIMESTAMP_NS")
                        && (found.equals("TIMESTAMPTZ_NS")
                                || found.equals("TIMESTAMP_NS WITH TIME ZONE")
                                || found.equals("TIMESTAMP WITH TIME ZONE"));
    }
}
