package dev.skbtrail.analyzer.rule;

import java.util.Arrays;
import java.util.Locale;

/** The severity of a finding, most severe first. */
public enum Level {
    /** Packets are lost or refused. */
    ERROR,
    /** Something is probably wrong, or will be. */
    WARNING,
    /** Looks like a fault but is harmless. */
    NOTE;

    static Level parse(String text) {
        return Arrays.stream(values())
                .filter(level -> level.toString().equals(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                new TemplateException(
                                        "level: " + text + " is not error, warning or note"));
    }

    /** As written in a header. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
