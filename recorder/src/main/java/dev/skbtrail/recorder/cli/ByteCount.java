package dev.skbtrail.recorder.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A size in memory or on disk.
 *
 * @param bytes how many
 */
record ByteCount(long bytes) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})([kKmMgG]?)");
    private static final String UNITS = "kMG";
    private static final int KIB = 1024;

    /**
     * Reads a whole number of bytes, or of 1024, 1024² or 1024³ with k, M or G behind it.
     *
     * @throws IllegalArgumentException when it is of another form
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

    /** Three digits or so: {@code 912 B}, {@code 4.2 kB}, {@code 16 MB}. */
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
