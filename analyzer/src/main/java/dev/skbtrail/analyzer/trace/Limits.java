package dev.skbtrail.analyzer.trace;

/**
 * Resource limits of DuckDB.
 *
 * @param memory such as 1GB or 500MB; null for the default, 1GB
 * @param threads 0 for one per processor
 */
public record Limits(String memory, int threads) {}
