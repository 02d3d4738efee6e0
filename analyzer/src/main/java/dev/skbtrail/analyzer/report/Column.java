package dev.skbtrail.analyzer.report;

/**
 * A column of a report or view.
 *
 * @param name as in the SQL
 * @param unit {@link Unit#NONE} if the header names none
 * @param description one line
 */
public record Column(String name, Unit unit, String description) {
    /** Stands for the columns of {@code queries/schema/event.csv}. */
    public static final String CONTRACT = "*";
}
