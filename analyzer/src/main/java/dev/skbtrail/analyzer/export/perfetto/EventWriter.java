package dev.skbtrail.analyzer.export.perfetto;

import dev.skbtrail.analyzer.text.Printable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes a file in the Trace Event Format: one JSON object per line for each event. Terminal
 * control and invisible characters in texts are replaced, and very long texts are cut.
 */
final class EventWriter {
    /** Characters per text; a trace may contain texts of any length. */
    private static final int LONGEST_TEXT = 1_000;

    private static final int NS_IN_US = 1_000;

    private final OutputStream to;
    private final StringBuilder line = new StringBuilder();
    private boolean first = true;

    /**
     * @param to closed by the caller
     */
    EventWriter(OutputStream to) throws IOException {
        this.to = to;
        put("{\"traceEvents\":[");
    }

    /** Starts an event. */
    EventWriter begin(String phase) {
        line.append(first ? "\n{" : ",\n{");
        first = false;
        return text("ph", phase);
    }

    /** Opens a nested object in the event. */
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

    /** Writes a time in microseconds, as the format requires, with nanosecond precision. */
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

    /** Ends the file with notes about the whole trace. */
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

    /** Half a surrogate pair left by the cut is replaced on output, like invisible characters. */
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
