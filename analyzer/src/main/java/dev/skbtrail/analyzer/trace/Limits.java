package dev.skbtrail.analyzer.trace;

/**
 * What DuckDB may use.
 *
 * @param memory as in 1GB or 500MB; null for the default, 1GB
 * @param threads 0 for one per processor
 */
public record Limits(String memory, int threads) {}
