package dev.skbtrail.analyzer.render;

import dev.skbtrail.analyzer.text.DisplayWidth;
import dev.skbtrail.analyzer.text.Paragraph;
import java.util.List;

/**
 * What the cells of each column need at least.
 *
 * @param whole columns that nothing needs to be broken for
 * @param parts for each kind of places to break at, the longest piece
 * @param number the longest number; 0 where a column has text
 */
record Pieces(int[] whole, int[][] parts, int[] number) {
    static Pieces of(List<String[]> rows, boolean[] numeric) {
        int columns = numeric.length;
        Pieces pieces =
                new Pieces(new int[columns], new int[Paragraph.kinds()][columns], new int[columns]);
        for (int row = 0; row < rows.size(); row++) {
            for (int i = 0; i < columns; i++) {
                // The name of a column is text, whatever stands below it.
                pieces.add(i, rows.get(row)[i], numeric[i] && row > 0);
            }
        }
        return pieces;
    }

    private void add(int column, String cell, boolean isNumber) {
        int width = DisplayWidth.of(cell);
        whole[column] = Math.max(whole[column], width);
        for (int kind = 0; kind < parts.length; kind++) {
            int piece = isNumber ? width : Paragraph.longestPiece(cell, kind);
            parts[kind][column] = Math.max(parts[kind][column], piece);
        }
        if (isNumber) {
            number[column] = Math.max(number[column], width);
        }
    }

    int[] least(int kind) {
        return parts[kind];
    }
}
