package dev.skbtrail.analyzer.text;

/** How a line looks on a terminal that supports it. */
public enum Style {
    PLAIN(""),
    BOLD("\u001b[1m"),
    RED("\u001b[31m");

    private static final String RESET = "\u001b[0m";

    private final String escape;

    Style(String escape) {
        this.escape = escape;
    }

    String apply(String text) {
        return this == PLAIN ? text : escape + text + RESET;
    }
}
