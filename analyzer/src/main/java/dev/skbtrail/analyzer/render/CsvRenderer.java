package dev.skbtrail.analyzer.render;

import dev.skbtrail.analyzer.report.Column;
import dev.skbtrail.analyzer.text.Printable;
import dev.skbtrail.analyzer.text.Terminal;
import dev.skbtrail.analyzer.trace.Rows;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * CSV (RFC 4180) with a header line; NULL is an empty field. A spreadsheet evaluates text that
 * looks like a formula, so such text is prefixed with a '.
 */
final class CsvRenderer implements Renderer {
    /** Numbers are exempt: a spreadsheet does not evaluate -5 as a formula. */
    private static final Pattern FORMULA =
            Pattern.compile("\\s*(?![+-]?[0-9]+(\\.[0-9]+)?$)[=+@\uFF1D\uFF0B\uFF0D\uFF20-].*");

    private static final String SEPARATORS = ",;\"\t";

    private final Terminal terminal;
    private final boolean raw;

    /**
     * @param raw do not prefix cells that a spreadsheet would evaluate
     */
    CsvRenderer(Terminal terminal, boolean raw) {
        this.terminal = terminal;
        this.raw = raw;
    }

    @Override
    public void head(Heading heading) {
        heading.notes().forEach(terminal.err()::line);
    }

    @Override
    public void remark(String text) {
        terminal.err().line(text);
    }

    @Override
    public long rows(List<Column> columns, Rows rows) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < rows.width(); i++) {
            names.add(text(rows.name(i)));
        }
        terminal.out().line(String.join(",", names));
        long count = 0;
        while (rows.next()) {
            terminal.out().line(line(rows));
            count++;
        }
        return count;
    }

    private String line(Rows rows) throws SQLException {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < rows.width(); i++) {
            Object value = rows.value(i);
            fields.add(
                    value == null
                            ? ""
                            : rows.isNumber(i) ? value.toString() : text(value.toString()));
        }
        return String.join(",", fields);
    }

    private String text(String text) {
        String clean = Printable.of(text);
        boolean formula = !raw && FORMULA.matcher(clean).matches();
        return quoted(formula ? "'" + clean : clean);
    }

    /** Also quotes semicolons, which separate fields in locales with a decimal comma. */
    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> SEPARATORS.indexOf(c) >= 0) && !text.isEmpty();
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
