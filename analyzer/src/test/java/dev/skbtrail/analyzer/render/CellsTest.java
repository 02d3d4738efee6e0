package dev.skbtrail.analyzer.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.analyzer.report.Unit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | NS | 0 ns",
                "999 | NS | 999 ns",
                "1000 | NS | 1.00 us",
                "9994 | NS | 9.99 us",
                "9996 | NS | 10.0 us",
                "123456 | NS | 123 us",
                "999499 | NS | 999 us",
                "999500 | NS | 1.00 ms",
                "12345678901 | NS | 12.3 s",
                "5000000000000 | NS | 5000 s",
                "-1500 | NS | -1.50 us",
                "1234567 | COUNT | 1,234,567",
                "1234567 | NONE | 1234567",
                "1500000 | OFFSET | 0.001500 s",
                "1500 | BYTES | 1.50 kB",
                "33.349 | PERCENT | 33.3 %"
            })
    void showsANumberWithItsUnit(double value, Unit unit, String expected) {
        Number number = unit == Unit.PERCENT ? (Number) value : (Number) (long) value;
        assertEquals(expected, Cells.text(number, unit));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "\\u001b[31mred, \ufffd[31mred",
                "a\\u0007b, a\ufffdb",
                "a\\u202eb, a\ufffdb",
                "a\\u009bb, a\ufffdb",
                "a\\nb, a b",
                "a\\tb, a b",
                "a\\u2028b, a b",
                "größe, größe"
            })
    void leavesNothingThatSteersATerminal(String escaped, String expected) {
        assertEquals(expected, Cells.text(unescape(escaped), Unit.NONE));
    }

    private static String unescape(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("\\u", i)) {
                plain.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
                i += 5;
            } else if (text.startsWith("\\n", i) || text.startsWith("\\t", i)) {
                plain.append(text.charAt(++i) == 'n' ? '\n' : '\t');
            } else {
                plain.append(text.charAt(i));
            }
        }
        return plain.toString();
    }
}
