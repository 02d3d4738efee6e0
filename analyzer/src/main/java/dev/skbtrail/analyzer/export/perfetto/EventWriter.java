package dev.skbtrail.analyzer.export.perfetto;

import dev.skbtrail.analyzer.text.Printable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes a file in the Trace Event Format: one JSON object a line for each event. What a text has
 * that steers a terminal or cannot be seen is replaced, and a very long one is cut.
 */
final class EventWriter {
    /** Characters of one text: a trace may have any. */
    private static final int LONGEST_TEXT = 1_000;

    private static final int NS_IN_US = 1_000;

    private final OutputStream to;
    private final StringBuilder line = new StringBuilder();
    private boolean first = true;

    /**
     * @param to whoever made it closes it
     */
    EventWriter(OutputStream to) throws IOException {
        this.to = to;
        put("{\"traceEvents\":[");
    }

    /** Begins an event. */
    EventWriter begin(String phase) {
        line.append(first ? "\n{" : ",\n{");
        first = false;
        return text("ph", phase);
    }

    /** Begins an object in the event. */
    EventWriter open(String key) {
        key(key);
        line.append('{');
        return this;
    }

    EventWriter close() {
        line.append('}');
        return this;
    }

    EventWriter number(String key, Number value) {
        key(key);
        line.append(value);
        return this;
    }

    /** A time, in microseconds as the format has it, to the nanosecond. */
    EventWriter time(String key, long ns) {
        key(key);
        line.append(ns / NS_IN_US).append('.');
        String rest = Long.toString(NS_IN_US + ns % NS_IN_US);
        line.append(rest, 1, rest.length());
        return this;
    }

    EventWriter text(String key, String value) {
        key(key);
        quote(value);
        return this;
    }

    void end() throws IOException {
        put("}");
    }

    /** Ends the file with what is to be known of all of it. */
    void end(Iterable<String> notes) throws IOException {
        line.append("\n],\"otherData\":{");
        int number = 0;
        for (String note : notes) {
            text("note " + ++number, note);
        }
        put("}}\n");
    }

    private void key(String key) {
        char last = line.charAt(line.length() - 1);
        if (last != '{') {
            line.append(',');
        }
        quote(key);
        line.append(':');
    }

    private void quote(String text) {
        String shown = Printable.of(text.length() <= LONGEST_TEXT ? text : shorten(text));
        line.append('"');
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\');
            }
            line.append(c);
        }
        line.append('"');
    }

    /** Half a character that is left over is replaced, too. */
    private static String shorten(String text) {
        return text.substring(0, LONGEST_TEXT)
                + " ... "
                + (text.length() - LONGEST_TEXT)
                + " more characters";
    }

    private void put(String text) throws IOException {
        line.append(text);
        to.write(line.toString().getBytes(StandardCharsets.UTF_8));
        line.setLength(0);
    }
}
