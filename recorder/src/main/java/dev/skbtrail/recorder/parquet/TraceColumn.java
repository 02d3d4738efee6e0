package dev.skbtrail.recorder.parquet;

/** One column of a trace, as {@code queries/schema/event.csv} names it. */
public record TraceColumn(String name, ColumnType type, boolean nullable) {}
