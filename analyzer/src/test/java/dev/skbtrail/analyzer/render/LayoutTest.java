package dev.skbtrail.analyzer.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static final boolean[] NUMBER_THEN_TEXT = {true, false};

    @Test
    void alignsNumbersRightAndTextLeft() {
        assertEquals(
                List.of("count  item", "    7  a b"),
                lines(40, new String[] {"count", "item"}, new String[] {"7", "a b"}));
    }

    @Test
    void wrapsTextAtSpacesWhenTheLineWouldBeTooLong() {
        assertEquals(
                List.of("  n  item", "100  one two", "     three four"),
                lines(16, new String[] {"n", "item"}, new String[] {"100", "one two three four"}));
    }

    @Test
    void breaksAWordAtAnUnderscoreOnlyWhenSpacesDoNotSuffice() {
        String[] header = {"n", "item"};
        String[] row = {"1", "at ip_rcv_finish_core"};
        assertEquals(List.of("n  item", "1  at", "   ip_rcv_finish_core"), lines(21, header, row));
        assertEquals(
                List.of("n  item", "1  at", "   ip_rcv_finish_", "   core"),
                lines(20, header, row));
    }

    @Test
    void breaksAWordInItsMiddleOnlyWhenNothingElseSufficesAndANumberNever() {
        String[] header = {"n", "item"};
        String[] row = {"123456", "10.0.0.1:5000 abcdefghijkl"};
        assertEquals(
                List.of("     n  item", "123456  10.0.0.1:5000", "        abcdefghijkl"),
                lines(22, header, row));
        assertEquals(
                List.of(
                        "     n  item",
                        "123456  10.0.0.1:",
                        "        5000",
                        "        abcdefghijkl"),
                lines(20, header, row));
        assertEquals(
                List.of(
                        "     n  item",
                        "123456  10.0.0.",
                        "        1:5000",
                        "        abcdefgh",
                        "        ijkl"),
                lines(16, header, row));
    }

    /** A list without spaces in one cell must not squeeze all other columns. */
    @Test
    void breaksAWordThatWouldTakeMoreThanHalfOfTheLine() {
        String[] cells = {
            "socket closed before it was read", "x".repeat(20) + "_" + "y".repeat(40)
        };
        Layout layout = Layout.of(List.<String[]>of(cells), new boolean[] {false, false}, 70);
        assertEquals(
                List.of(
                        cells[0] + "  " + "x".repeat(20) + "_",
                        " ".repeat(34) + "y".repeat(36),
                        " ".repeat(34) + "yyyy"),
                layout.lines(cells));
    }

    @Test
    void breaksTheNameOfAColumnOfNumbers() {
        assertEquals(
                List.of("delivered_  item", "     bytes", "         7  a"),
                lines(16, new String[] {"delivered_bytes", "item"}, new String[] {"7", "a"}));
    }

    @Test
    void alignsCharactersThatTakeTwoColumnsOrNone() {
        String[] header = {"n", "item", "end"};
        boolean[] text = {true, false, false};
        List<String[]> rows =
                List.of(
                        header,
                        new String[] {"1", "\u7F51\u5361", "x"},
                        new String[] {"2", "e\u0301th0", "x"});
        Layout layout = Layout.of(rows, text, 40);
        assertEquals(List.of("1  \u7F51\u5361  x"), layout.lines(rows.get(1)));
        assertEquals(List.of("2  e\u0301th0  x"), layout.lines(rows.get(2)));
        assertEquals(List.of("n  item  end"), layout.lines(header));
    }

    /** Used to be quadratic: a file of 87 kB took 31 s. */
    @Test
    void breaksAMillionCharactersInTheirOwnTime() {
        long begin = processorTime();
        String words = "ab cd_ef ".repeat(200_000);
        String[] row = {"1", words + "x".repeat(500_000)};
        List<String> lines = lines(60, new String[] {"n", "item"}, row);
        assertTrue(lines.stream().allMatch(line -> line.length() <= 60));
        assertTrue(lines.size() > 2_000_000 / 60);
        // Of this thread: others may keep the processors busy.
        assertTrue(processorTime() - begin < 5_000_000_000L, "it took too long");
    }

    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static List<String> lines(int limit, String[]... rows) {
        Layout layout = Layout.of(List.of(rows), NUMBER_THEN_TEXT, limit);
        List<String> lines = new ArrayList<>();
        for (String[] row : rows) {
            lines.addAll(layout.lines(row));
        }
        return lines;
    }
}
