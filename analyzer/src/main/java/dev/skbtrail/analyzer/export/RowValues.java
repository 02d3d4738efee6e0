package dev.skbtrail.analyzer.export;

import dev.skbtrail.analyzer.trace.Rows;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The current row of a query. */
public final class RowValues implements Values {
    private final Rows rows;
    private final Map<String, Integer> index = new HashMap<>();
    private final Object[] row;

    /** Positioned before the first row. */
    public RowValues(Rows rows) {
        this.rows = rows;
        this.row = new Object[rows.width()];
        for (int i = 0; i < row.length; i++) {
            index.put(rows.name(i), i);
        }
    }

    /** Names of the columns that have this prefix, in order. */
    public List<String> names(String begin) {
        return IntStream.range(0, row.length)
                .mapToObj(rows::name)
                .filter(name -> name.startsWith(begin))
                .toList();
    }

    /** Advances to the next row; false after the last one. */
    public boolean next() throws SQLException {
        if (!rows.next()) {
            return false;
        }
        for (int i = 0; i < row.length; i++) {
            row[i] = rows.value(i);
        }
        return true;
    }

    @Override
    public Object of(String column) {
        return row[index.get(column)];
    }
}
