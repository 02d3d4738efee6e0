package dev.skbtrail.recorder.filter;

import dev.skbtrail.recorder.Suggestions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Numbers with names, from a list beside this class: a file of the host might be missing. */
public final class NamedNumbers {
    private static final NamedNumbers PROTOCOLS =
            new NamedNumbers("protocol", "protocols", 0xff, "tcp, udp, icmp, icmp6, gre or esp");
    private static final NamedNumbers ETHERTYPES =
            new NamedNumbers("ethertype", "ethertypes", 0xffff, "ipv4, ipv6, arp or lldp");
    private static final Pattern NUMBER = Pattern.compile("0x[0-9a-f]{1,4}|\\d{1,5}");

    private final Map<String, Integer> numbers = new TreeMap<>();
    private final String what;
    private final int max;
    private final String examples;

    private NamedNumbers(String what, String list, int max, String examples) {
        this.what = what;
        this.max = max;
        this.examples = examples;
        try (InputStream in = NamedNumbers.class.getResourceAsStream(list);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(this::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Parses a protocol above IP: its name in any case, or its number.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static NumberRange protocol(String text) {
        return PROTOCOLS.parse(text);
    }

    /**
     * Parses an ethertype: its name in any case, or its number, also in hexadecimal.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static NumberRange ethertype(String text) {
        return ETHERTYPES.parse(text);
    }

    /** A line is a number and its names. */
    private void add(String line) {
        String[] words = line.split(" ");
        for (int i = 1; i < words.length; i++) {
            numbers.put(words[i], Integer.decode(words[0]));
        }
    }

    private NumberRange parse(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        Integer number = numbers.get(name);
        if (number == null && NUMBER.matcher(name).matches()) {
            number =
                    name.startsWith("0x")
                            ? Integer.parseInt(name.substring(2), 16)
                            : Integer.parseInt(name);
        }
        if (number == null || number > max) {
            throw new IllegalArgumentException(
                    "unknown %s '%s'%s: write a number from 0 to %d or a name such as %s"
                            .formatted(
                                    what,
                                    text,
                                    Suggestions.hint(name, numbers.keySet()),
                                    max,
                                    examples));
        }
        return NumberRange.of(number, text);
    }
}
