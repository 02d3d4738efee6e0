package dev.skbtrail.analyzer.report;

/**
 * How far a trace can be trusted; from the view {@code completeness}.
 *
 * @param complete whether nothing was lost
 * @param note the same in one line
 */
public record Completeness(boolean complete, String note) {}
