package dev.skbtrail.analyzer.bundle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSON as maps, lists, strings, {@link Plain} and null. Needed for the footer: DuckDB can read its
 * JSON but cannot rewrite it member by member.
 */
final class JsonTree {
    private static final Pattern PLAIN =
            Pattern.compile("-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?|true|false|null");

    /** Nesting limit; no recorder nests deeper than a few levels. */
    private static final int DEEPEST = 50;

    private final String text;
    private int at;

    private JsonTree(String text) {
        this.text = text;
    }

    /** A number or a boolean, exactly as written. */
    record Plain(String text) {}

    /** The text is not JSON. */
    static final class NoJsonException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    static Object parse(String text) throws NoJsonException {
        JsonTree tree = new JsonTree(text);
        Object value = tree.value(0);
        tree.skip();
        if (tree.at != text.length()) {
            throw new NoJsonException();
        }
        return value;
    }

    private Object value(int depth) throws NoJsonException {
        skip();
        if (depth > DEEPEST || at == text.length()) {
            throw new NoJsonException();
        }
        return switch (text.charAt(at)) {
            case '{' -> map(depth);
            case '[' -> list(depth);
            case '"' -> string();
            default -> plain();
        };
    }

    private Map<String, Object> map(int depth) throws NoJsonException {
        Map<String, Object> map = new LinkedHashMap<>();
        at++;
        if (next('}')) {
            return map;
        }
        do {
            skip();
            String name = string();
            require(':');
            map.put(name, value(depth + 1));
        } while (next(','));
        require('}');
        return map;
    }

    private List<Object> list(int depth) throws NoJsonException {
        List<Object> list = new ArrayList<>();
        at++;
        if (next(']')) {
            return list;
        }
        do {
            list.add(value(depth + 1));
        } while (next(','));
        require(']');
        return list;
    }

    private String string() throws NoJsonException {
        if (at == text.length() || text.charAt(at) != '"') {
            throw new NoJsonException();
        }
        StringBuilder string = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
            string.append(text.charAt(at) == '\\' ? escaped() : text.charAt(at));
        }
        if (at == text.length()) {
            throw new NoJsonException();
        }
        at++;
        return string.toString();
    }

    private char escaped() throws NoJsonException {
        at++;
        if (at == text.length()) {
            throw new NoJsonException();
        }
        char c = text.charAt(at);
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw new NoJsonException();
        };
    }

    private char unicode() throws NoJsonException {
        int end = at + 5;
        if (end > text.length() || !text.substring(at + 1, end).matches("[0-9a-fA-F]{4}")) {
            throw new NoJsonException();
        }
        char c = (char) Integer.parseInt(text.substring(at + 1, end), 16);
        at = end - 1;
        return c;
    }

    private Plain plain() throws NoJsonException {
        Matcher plain = PLAIN.matcher(text).region(at, text.length());
        if (!plain.lookingAt()) {
            throw new NoJsonException();
        }
        at = plain.end();
        return plain.group().equals("null") ? null : new Plain(plain.group());
    }

    private void skip() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean next(char c) {
        skip();
        boolean found = at < text.length() && text.charAt(at) == c;
        at += found ? 1 : 0;
        return found;
    }

    private void require(char c) throws NoJsonException {
        if (!next(c)) {
            throw new NoJsonException();
        }
    }

    static String write(Object value) {
        StringBuilder to = new StringBuilder();
        write(value, to);
        return to.toString();
    }

    private static void write(Object value, StringBuilder to) {
        if (value instanceof Map<?, ?> map) {
            String separator = "{";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                to.append(separator);
                quote(entry.getKey().toString(), to);
                write(entry.getValue(), to.append(':'));
                separator = ",";
            }
            to.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> list) {
            String separator = "[";
            for (Object item : list) {
                write(item, to.append(separator));
                separator = ",";
            }
            to.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof String string) {
            quote(string, to);
        } else {
            to.append(value instanceof Plain plain ? plain.text() : String.valueOf(value));
        }
    }

    private static void quote(String string, StringBuilder to) {
        to.append('"');
        for (char c : string.toCharArray()) {
            if (c == '"' || c == '\\') {
                to.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                to.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                to.append(c);
            }
        }
        to.append('"');
    }
}
