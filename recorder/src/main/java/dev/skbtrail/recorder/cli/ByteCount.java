package dev.skbtrail.recorder.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A size in memory or on disk.
 *
 * @param bytes number of bytes
 */
record ByteCount(long bytes) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})([kKmMgG]?)[bB]?");
    private static final String UNITS = "kMG";
    private static final int KIB = 1024;

    /**
     * Parses a whole number of bytes, or of 1024, 1024² or 1024³ with the suffix k, M or G, or kB,
     * MB or GB.
     *
     * @throws IllegalArgumentException when the format is wrong
     */
    static ByteCount parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a size: write it like 512k, 8M or 1G");
        }
        long unit = 1;
        if (!form.group(2).isEmpty()) {
            int power =
                    UNITS.toLowerCase(Locale.ROOT).indexOf(form.group(2).toLowerCase(Locale.ROOT));
            unit = 1L << 10 * (power + 1);
        }
        return new ByteCount(Long.parseLong(form.group(1)) * unit);
    }

    /** About three digits: {@code 912 B}, {@code 4.2 kB}, {@code 16 MB}. */
    @Override
    public String toString() {
        double value = bytes;
        int unit = 0;
        while (value >= KIB && unit < UNITS.length()) {
            value /= KIB;
            unit++;
        }
        String prefix = unit == 0 ? "" : UNITS.substring(unit - 1, unit);
        String digits = unit > 0 && value < 10 ? "%.1f" : "%.0f";
        return String.format(Locale.ROOT, digits + " %sB", value, prefix);
    }
}
