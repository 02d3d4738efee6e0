package dev.skbtrail.recorder.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as users write and read them. */
final class DurationText {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(us|ms|s|m|h)");

    private DurationText() {}

    /**
     * Reads a whole number with its unit: {@code 500ms}, {@code 10s}, {@code 2m} or {@code 1h}.
     *
     * @throws IllegalArgumentException when it is of another form, or zero
     */
    static Duration parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || Long.parseLong(form.group(1)) == 0) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a duration: write it like 500ms, 10s, 2m or 1h");
        }
        long number = Long.parseLong(form.group(1));
        return switch (form.group(2)) {
            case "us" -> Duration.ofNanos(number * 1000);
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    /** Seconds with one decimal below a minute, then {@code 1m02s} and {@code 1h02m03s}. */
    static String show(Duration duration) {
        if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
            return String.format(Locale.ROOT, "%.1fs", duration.toMillis() / 1000.0);
        }
        if (duration.compareTo(Duration.ofHours(1)) < 0) {
            return "%dm%02ds".formatted(duration.toMinutes(), duration.toSecondsPart());
        }
        return "%dh%02dm%02ds"
                .formatted(duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
    }
}
