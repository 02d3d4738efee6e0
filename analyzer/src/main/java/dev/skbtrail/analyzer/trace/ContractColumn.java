package dev.skbtrail.analyzer.trace;

/**
 * One line of {@code queries/schema/event.csv}.
 *
 * @param type as DuckDB calls it
 * @param nullable a file may leave it out: it was added after the file was written
 */
record ContractColumn(String name, String type, boolean nullable) {
    /**
     * How the column is read from a file that has it with the type {@code found} (null: has it
     * not).
     */
    String expression(String found) {
        String value = found == null ? "NULL" : '"' + name + '"';
        return "CAST(" + value + " AS " + type + ") AS \"" + name + '"';
    }

    /** TIMESTAMP WITH TIME ZONE is how DuckDB calls a moment in UTC. */
    boolean accepts(String found) {
        return found.equals(type)
                || type.equals("TIMESTAMP_NS")
                        && (found.equals("TIMESTAMPTZ_NS")
                                || found.equals("TIMESTAMP_NS WITH TIME ZONE")
                                || found.equals("TIMESTAMP WITH TIME ZONE"));
    }
}
