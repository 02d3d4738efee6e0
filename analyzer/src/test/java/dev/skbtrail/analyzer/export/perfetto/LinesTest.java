package dev.skbtrail.analyzer.export.perfetto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Tests which line a bar is placed on. */
class LinesTest {
    @Test
    void givesABarTheTopmostLineThatIsFree() {
        Lines lines = new FreeLines();
        assertEquals(0, lines.place(0, 10));
        assertEquals(1, lines.place(1, 3));
        assertEquals(2, lines.place(2, 4));
        assertEquals(1, lines.place(5, 5));
        // A bar of length zero still occupies its point in time.
        assertEquals(2, lines.place(5, 6));
        assertEquals(0, lines.place(11, 12));
    }

    @Test
    void nestsCallsAndPutsThoseThatCrossOnOtherLines() {
        Lines lines = new NestedLines();
        assertEquals(0, lines.place(0, 10));
        assertEquals(0, lines.place(1, 5));
        assertEquals(1, lines.place(2, 7), "crosses the innermost");
        assertEquals(0, lines.place(5, 10), "begins where the innermost ends");
        assertEquals(2, lines.place(6, 11));
        assertEquals(0, lines.place(12, 13));
    }

    @Test
    void givesUpWhereCallsCrossInMoreWaysThanCanBe() {
        Lines lines = new NestedLines();
        LongStream.range(0, 64).forEach(i -> assertEquals(i, lines.place(i, 1_000 + i)));
        assertEquals(Lines.NONE, lines.place(64, 2_000));
        assertEquals(0, lines.place(65, 999));
    }
}
