package dev.skbtrail.analyzer.export.perfetto;

/**
 * Spreads the bars of one track over lines, so that no two of a line overlap but where one lies
 * within the other: that is all that viewers show. Bars come in the order of their begins.
 */
interface Lines {
    /** For a bar that finds no line. */
    int NONE = -1;

    /**
     * @param start of the bar, not before that of the bar before
     * @param end of the bar
     * @return line that it has from now on, counted from 0, or {@link #NONE}
     */
    int place(long start, long end);
}
