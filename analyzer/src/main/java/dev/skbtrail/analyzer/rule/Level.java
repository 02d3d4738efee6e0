package dev.skbtrail.analyzer.rule;

import java.util.Arrays;
import java.util.Locale;

/** How much a finding matters, most first. */
public enum Level {
    /** Packets are lost or refused. */
    ERROR,
    /** Something is likely to be wrong, or to become so. */
    WARNING,
    /** Looks like a fault and is harmless. */
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

    /** As a header writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
