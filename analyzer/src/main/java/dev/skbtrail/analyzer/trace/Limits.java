package dev.skbtrail.analyzer.trace;

/**
 * What DuckDB may use.
 *
 * @param memory as in 1GB or 500MB; null for DuckDB's own default (80 % of the machine's)
 * @param threads 0 for one per processor
 */
public record Limits(String memory, int threads) {}
