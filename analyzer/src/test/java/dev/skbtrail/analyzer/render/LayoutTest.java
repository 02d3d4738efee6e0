package dev.skbtrail.analyzer.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
    void neverBreaksANumberOrAWordInItsMiddle() {
        assertEquals(
                List.of("     n  item", "123456  [2001:db8::1]:80", "        x"),
                lines(
                        10,
                        new String[] {"n", "item"},
                        new String[] {"123456", "[2001:db8::1]:80 x"}));
    }

    private static List<String> lines(int limit, String[]... rows) {
        Layout layout = Layout.of(List.of(rows), NUMBER_THEN_TEXT, limit);
        List<String> lines = new ArrayList<>();
        for (String[] row : rows) {
            lines.addAll(layout.lines(row, NUMBER_THEN_TEXT));
        }
        return lines;
    }
}
