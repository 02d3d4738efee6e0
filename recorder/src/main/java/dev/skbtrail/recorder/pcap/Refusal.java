package dev.skbtrail.recorder.pcap;

import java.util.Locale;

/** libpcap's message about an expression, completed by the expression and the fix. */
final class Refusal {
    private static final int SHOWN = 120;

    private Refusal() {}

    /** The message in one line. */
    static String of(String expression, String reason) {
        return "filter expression '%s': %s%s".formatted(shown(expression), reason, fix(reason));
    }

    static String shown(String expression) {
        String line = expression.strip().replaceAll("\\s+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN - 3) + "...";
    }

    private static String fix(String reason) {
        String words = reason.toLowerCase(Locale.ROOT);
        if (words.contains("mask syntax for networks only")) {
            return " (write net 10.0.0.0/8, not host)";
        }
        if (words.contains("netmask not known")) {
            return " (write dst host 10.0.0.255, or ether broadcast)";
        }
        return words.contains("syntax error") ? " (the language is that of man pcap-filter)" : "";
    }
}
