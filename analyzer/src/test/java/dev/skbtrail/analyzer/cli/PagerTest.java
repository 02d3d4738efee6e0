package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.Program;
import dev.skbtrail.analyzer.SyntheticTrace;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Output that does not fit on the screen goes to a pager; the one used here writes capitals. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "runs a shell")
class PagerTest {
    private static final String TEN_LINES = "-Dskbtrail.rows=10";
    private static final String SQL = "sql " + SyntheticTrace.shared("router") + " --format csv ";

    @ParameterizedTest
    @CsvSource({
        "help sql, -Dskbtrail.rows=10, X=1, true",
        "help sql, -Dskbtrail.rows=100, X=1, false",
        // No terminal.
        "help sql, -Dskbtrail.rows=0, X=1, false",
        "help sql --no-pager, -Dskbtrail.rows=10, X=1, false",
        "help sql, -Dskbtrail.rows=10, SKBTRAIL_PAGER=cat, false",
        "help sql, -Dskbtrail.rows=10, PAGER=no-such-program, false",
    })
    void pagesWhatDoesNotFit(String arguments, String rows, String variable, boolean paged) {
        String command = "PAGER='tr a-z A-Z' " + variable + " $SKBTRAIL " + arguments;
        String text = Cli.run("help", "sql").out();
        String expected = paged ? text.toUpperCase(Locale.ROOT) : text;
        assertEquals(new Program.Result(0, expected, ""), Program.shell(rows, command));
    }

    @Test
    void isQuietWhenTheUserLeavesEarly() {
        String command = SQL + "'SELECT i FROM range(3000000) AS t (i)'";
        assertEquals(new Program.Result(0, "i\n", ""), page("head -n 1", command));
    }

    /** An error is not printed in the middle of a pager's screen. */
    @Test
    void tellsAnErrorWhenTheUserHasLeft() {
        String value = "CAST(i || CASE i WHEN 2900000 THEN 'x' ELSE '' END AS INT)";
        String command = "\"SELECT " + value + " AS i FROM range(3000000) AS t (i)\" 2>&1";
        Program.Result result = page("sed s/^/paged:/", SQL + command);
        assertEquals(1, result.exitCode());
        List<String> lines = result.out().lines().toList();
        assertEquals("paged:1", lines.get(2));
        assertTrue(lines.get(lines.size() - 2).startsWith("paged:"));
        String last = lines.get(lines.size() - 1);
        assertTrue(last.matches("skbtrail: .*; what was printed before is not all"), last);
    }

    private static Program.Result page(String pager, String arguments) {
        return Program.shell(TEN_LINES, "PAGER='" + pager + "' $SKBTRAIL " + arguments);
    }
}
