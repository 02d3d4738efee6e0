package dev.skbtrail.recorder.filter;

import java.util.regex.Pattern;

/**
 * A port of TCP, UDP or SCTP.
 *
 * @param number 1 to 65535
 */
public record Port(int number) {
    private static final int MAX = 65_535;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,5}");

    /**
     * @throws IllegalArgumentException when {@code number} is no port
     */
    public Port {
        if (number < 1 || number > MAX) {
            throw new IllegalArgumentException("'" + number + "' is no port: write 1 to " + MAX);
        }
    }

    /**
     * Reads a decimal number; names of services are not looked up.
     *
     * @throws IllegalArgumentException when it is none, or no port
     */
    public static Port parse(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is no port: write 1 to " + MAX);
        }
        return new Port(Integer.parseInt(text));
    }
}
