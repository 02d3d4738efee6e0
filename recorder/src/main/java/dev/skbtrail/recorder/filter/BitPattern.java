package dev.skbtrail.recorder.filter;

import dev.skbtrail.recorder.Suggestions;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern of bits, some of which are given: {@code (bits & mask) == value}, {@code struct
 * bits_filter}.
 *
 * @param value unsigned 32 bits
 * @param mask unsigned 32 bits, includes all bits of {@code value}
 * @param text as the user wrote it
 */
public record BitPattern(long value, long mask, String text) implements Alternative {
    static final int SIZE = 2 * Integer.BYTES;

    private static final long ALL = 0xffff_ffffL;
    private static final String NUMBER = "(0[xX][0-9a-fA-F]{1,8}|\\d{1,10})";
    private static final Pattern MARK = Pattern.compile(NUMBER + "(?:/" + NUMBER + ")?");

    /** From the lowest bit (RFC 9293, RFC 3168). */
    private static final List<String> TCP_FLAGS =
            List.of("fin", "syn", "rst", "psh", "ack", "urg", "ece", "cwr");

    /**
     * Parses {@code 16}, {@code 0x10} or {@code 0x10/0xff}: skb->mark, all of it or the bits of a
     * mask.
     *
     * @throws IllegalArgumentException when the format is wrong, or the mark has bits outside the
     *     mask
     */
    public static BitPattern mark(String text) {
        Matcher form = MARK.matcher(text);
        if (!form.matches()) {
            throw noMark(text);
        }
        long value = Long.decode(decimal(form.group(1)));
        long mask = form.group(2) == null ? ALL : Long.decode(decimal(form.group(2)));
        if (value > ALL || mask > ALL) {
            throw noMark(text);
        }
        if ((value & ~mask) != 0) {
            throw new IllegalArgumentException(
                    "'%s' never matches: the mark has bits that the mask leaves out"
                            .formatted(text));
        }
        return new BitPattern(value, mask, text);
    }

    /**
     * Parses {@code syn,!ack}: flags of a TCP segment that are set or, with {@code !}, clear.
     *
     * @throws IllegalArgumentException naming a word that is not a flag, or a flag that is wanted
     *     both set and clear
     */
    public static BitPattern tcpFlags(String text) {
        long value = 0;
        long mask = 0;
        for (String word : text.split(",", -1)) {
            boolean absent = word.startsWith("!");
            String name = (absent ? word.substring(1) : word).toLowerCase(Locale.ROOT);
            int bit = TCP_FLAGS.indexOf(name);
            if (bit < 0) {
                throw new IllegalArgumentException(
                        "'%s' is not a TCP flag%s: write some of %s, with ! for one that is not set"
                                .formatted(
                                        word,
                                        Suggestions.hint(name, TCP_FLAGS),
                                        String.join(",", TCP_FLAGS)));
            }
            if ((mask & 1L << bit) != 0) {
                throw new IllegalArgumentException("'" + text + "' names " + name + " twice");
            }
            mask |= 1L << bit;
            value |= absent ? 0 : 1L << bit;
        }
        return new BitPattern(value, mask, text);
    }

    @Override
    public void write(ByteBuffer out, int at) {
        out.putInt(at, (int) value);
        out.putInt(at + Integer.BYTES, (int) mask);
    }

    /** Removes leading zeros, which would make the number octal. */
    private static String decimal(String number) {
        return number.replaceFirst("^0+(?=\\d)", "");
    }

    private static IllegalArgumentException noMark(String text) {
        return new IllegalArgumentException(
                "'%s' is not a mark: write a number of 32 bits like 16 or 0x10, or with a mask 0x10/0xff"
                        .formatted(text));
    }
}
