package dev.skbtrail.analyzer.page;

import dev.skbtrail.analyzer.text.Printable;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * JSON for a {@code script} element of a page: it cannot end the element and contains no invisible
 * or bidirectional control characters.
 */
final class Json {
    /** Above this, JavaScript cannot represent every integer. */
    private static final BigDecimal EXACT = BigDecimal.valueOf(1L << 53);

    private final StringBuilder to = new StringBuilder();

    private Json() {}

    /**
     * @param value a Map (with String keys), List, Number, Boolean or String, nested as needed;
     *     null for null
     */
    static String of(Object value) {
        Json json = new Json();
        json.add(value);
        return json.to.toString();
    }

    private void add(Object value) {
        if (value instanceof Map<?, ?> map) {
            addMap(map);
        } else if (value instanceof List<?> list) {
            addList(list);
        } else if (value instanceof Number number) {
            addNumber(number);
        } else if (value instanceof Boolean || value == null) {
            to.append(value);
        } else {
            addText(value.toString());
        }
    }

    private void addMap(Map<?, ?> map) {
        to.append('{');
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<?, ?> entry = entries.next();
            addText(entry.getKey().toString());
            to.append(':');
            add(entry.getValue());
            to.append(entries.hasNext() ? "," : "");
        }
        to.append('}');
    }

    private void addList(List<?> list) {
        to.append('[');
        Iterator<?> values = list.iterator();
        while (values.hasNext()) {
            add(values.next());
            to.append(values.hasNext() ? "," : "");
        }
        to.append(']');
    }

    /** A number that JavaScript cannot represent exactly is written as a string. */
    private void addNumber(Number number) {
        boolean real = number instanceof Double || number instanceof Float;
        if (real && !Double.isFinite(number.doubleValue())
                || !real && new BigDecimal(number.toString()).abs().compareTo(EXACT) > 0) {
            addText(number.toString());
        } else {
            to.append(number);
        }
    }

    private void addText(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        text.chars().forEach(c -> addCharacter(quoted, (char) c));
        to.append(Printable.json(quoted.append('"').toString()));
    }

    private static void addCharacter(StringBuilder quoted, char c) {
        switch (c) {
            case '"', '\\' -> quoted.append('\\').append(c);
            // HTML treats these as markup even inside a script element.
            case '<', '>', '&' -> quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            default -> quoted.append(c);
        }
    }
}
