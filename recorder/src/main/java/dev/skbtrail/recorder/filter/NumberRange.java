package dev.skbtrail.recorder.filter;

import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers from {@code first} to {@code last}, both inclusive: {@code struct range_filter}.
 *
 * @param first unsigned 32 bits
 * @param last unsigned 32 bits, not less than {@code first}
 * @param text as the user wrote it
 */
public record NumberRange(long first, long last, String text) implements Alternative {
    static final int SIZE = 2 * Integer.BYTES;

    private static final long MAX = 0xffff_ffffL;
    private static final Pattern FORM = Pattern.compile("(\\d{1,10})(?:(-)(\\d{1,10})?)?");

    /**
     * @throws IllegalArgumentException when a number does not fit, or it is not a range
     */
    public NumberRange {
        if (first < 0 || last > MAX || first > last) {
            throw new IllegalArgumentException("no range: " + first + " to " + last);
        }
    }

    /** A single number that the user wrote in another form. */
    public static NumberRange of(long number, String text) {
        return new NumberRange(number, number, text);
    }

    /** Parses {@code 443}, {@code 8000-8100} or {@code 1024-}: a port of TCP, UDP or SCTP. */
    public static NumberRange port(String text) {
        return parse(text, "port", 1, 0xffff, "or a range such as 8000-8100");
    }

    /** Parses the identifier of an ICMP echo, or a range of them. */
    public static NumberRange icmpId(String text) {
        return parse(text, "ICMP identifier", 0, 0xffff, "or a range such as 1-99");
    }

    /** Parses a packet length in bytes, or a range of lengths. */
    public static NumberRange length(String text) {
        return parse(text, "length", 0, MAX, "bytes, or a range such as 0-64 or 1500-");
    }

    /** Parses a VLAN identifier, or a range of them. */
    public static NumberRange vlan(String text) {
        return parse(text, "VLAN", 0, 0xfff, "or a range such as 100-199");
    }

    /** Parses a process id. */
    public static NumberRange pid(String text) {
        NumberRange pid = parse(text, "process", 1, Integer.MAX_VALUE, "as 'ps' shows it");
        if (pid.first != pid.last) {
            throw new IllegalArgumentException("'" + text + "' is not a process: give one number");
        }
        return pid;
    }

    /** Parses 4 or 6. */
    public static NumberRange ipVersion(String text) {
        if (!text.equals("4") && !text.equals("6")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not an IP version: write 4, 6 or any");
        }
        return of(Long.parseLong(text), text);
    }

    /** A range without an end extends to the maximum. */
    static NumberRange parse(String text, String what, long min, long max, String hint) {
        Matcher form = FORM.matcher(text);
        if (form.matches()) {
            long first = Long.parseLong(form.group(1));
            long last = form.group(2) == null ? first : max;
            if (form.group(3) != null) {
                last = Long.parseLong(form.group(3));
            }
            if (first >= min && first <= last && last <= max) {
                return new NumberRange(first, last, text);
            }
        }
        throw new IllegalArgumentException(
                "'%s' is not a valid %s: write %d to %d, %s".formatted(text, what, min, max, hint));
    }

    @Override
    public void write(ByteBuffer out, int at) {
        out.putInt(at, (int) first);
        out.putInt(at + Integer.BYTES, (int) last);
    }
}
