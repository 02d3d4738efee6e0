package dev.skbtrail.analyzer.render;

/**
 * The program that read our output has ended: nothing more to do, and nothing to complain about.
 */
public final class ReaderGoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
