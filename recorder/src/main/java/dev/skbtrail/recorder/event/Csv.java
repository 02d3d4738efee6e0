package dev.skbtrail.recorder.event;

import java.util.ArrayList;
import java.util.List;

/** Comma-separated values with double quotes (RFC 4180), as far as our tables need them. */
public final class Csv {
    private Csv() {}

    public static List<List<String>> parse(String text) {
        List<List<String>> records = new ArrayList<>();
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                // A doubled quote closes and reopens the quotes: the second one is a literal quote.
                if (!quoted && i > 0 && text.charAt(i - 1) == '"') {
                    field.append(c);
                }
                quoted = !quoted;
            } else if (quoted) {
                field.append(c);
            } else if (c == ',' || c == '\n') {
                fields.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    records.add(List.copyOf(fields));
                    fields.clear();
                }
            } else if (c != '\r') {
                field.append(c);
            }
        }
        if (quoted || !fields.isEmpty() || field.length() > 0) {
            throw new IllegalArgumentException("a record does not end: " + fields + field);
        }
        return records;
    }
}
