package dev.skbtrail.analyzer.export.perfetto;

/**
 * Distributes the bars of one track over lines. Two bars on a line may not overlap unless one lies
 * within the other, because viewers cannot show anything else. Bars arrive ordered by start time.
 */
interface Lines {
    /** Returned for a bar that fits on no line. */
    int NONE = -1;

    /**
     * @param start start of the bar, not before that of the previous bar
     * @param end end of the bar
     * @return the line of the bar, counted from 0, or {@link #NONE}
     */
    int place(long start, long end);
}
