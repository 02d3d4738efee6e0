package dev.skbtrail.analyzer.render;

import dev.skbtrail.analyzer.text.DisplayWidth;
import dev.skbtrail.analyzer.text.Paragraph;
import java.util.List;

/**
 * The minimum width of each column.
 *
 * @param whole width at which no cell has to be broken
 * @param parts for each kind of break position, the longest unbreakable piece
 * @param number the longest number; 0 for a text column
 */
record Pieces(int[] whole, int[][] parts, int[] number) {
    static Pieces of(List<String[]> rows, boolean[] numeric) {
        int columns = numeric.length;
        Pieces pieces =
                new Pieces(new int[columns], new int[Paragraph.kinds()][columns], new int[columns]);
        for (int row = 0; row < rows.size(); row++) {
            for (int i = 0; i < columns; i++) {
                // A column name is text even if the column is numeric.
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
