package dev.skbtrail.analyzer.trace;

import dev.skbtrail.analyzer.Resources;
import java.util.List;
import java.util.Map;

/** The format that a trace must have: {@code queries/schema}. */
final class Contract {
    private static final Map<String, String> TYPES =
            Map.of(
                    "timestamp", "TIMESTAMP_NS",
                    "int32", "INTEGER",
                    "int64", "BIGINT",
                    "string", "VARCHAR");

    private Contract() {}

    /** The newest schema version that this program reads. */
    static int version() {
        return Integer.parseInt(Resources.read("schema/VERSION").strip());
    }

    /** Columns of the table, in order. */
    static List<ContractColumn> columns() {
        return Resources.read("schema/event.csv").lines().skip(1).map(Contract::column).toList();
    }

    private static ContractColumn column(String line) {
        String[] cells = line.split(",", 4);
        return new ContractColumn(cells[0], TYPES.get(cells[1]), cells[2].equals("yes"));
    }
}
