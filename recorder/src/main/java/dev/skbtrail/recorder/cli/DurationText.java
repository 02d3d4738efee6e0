package dev.skbtrail.recorder.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as users write and read them. */
final class DurationText {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(us|ms|s|m|h)");

    private static final long NANOS_OF_A_SECOND = 1_000_000_000;

    private static final Map<String, Duration> UNITS =
            Map.of(
                    "us", Duration.ofNanos(1000),
                    "ms", Duration.ofMillis(1),
                    "s", Duration.ofSeconds(1),
                    "m", Duration.ofMinutes(1),
                    "h", Duration.ofHours(1));

    private DurationText() {}

    /**
     * Parses a number with a unit: {@code 500ms}, {@code 0.5s}, {@code 2m} or {@code 1h}.
     *
     * @throws IllegalArgumentException when the format is wrong, or it is less than a nanosecond
     */
    static Duration parse(String text) {
        Matcher form = FORM.matcher(text);
        Duration duration = form.matches() ? times(form.group(1), form.group(2)) : Duration.ZERO;
        if (duration.isZero()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a duration: write it like 500ms, 10s, 2m or 1h");
        }
        return duration;
    }

    private static Duration times(String number, String unit) {
        BigDecimal nanos =
                new BigDecimal(number).multiply(BigDecimal.valueOf(UNITS.get(unit).toNanos()));
        BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(NANOS_OF_A_SECOND));
        return Duration.ofSeconds(parts[0].longValue(), parts[1].longValue());
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
