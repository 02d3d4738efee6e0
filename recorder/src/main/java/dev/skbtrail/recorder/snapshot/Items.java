package dev.skbtrail.recorder.snapshot;

import com.fasterxml.jackson.core.JsonFactory;
import dev.skbtrail.recorder.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects JSON values as long as there is room. The first one that does not fit ends the list,
 * because the lines of a ruleset mean nothing without those before them.
 */
final class Items {
    static final JsonFactory JSON = new JsonFactory();

    /** Size of what separates two values, and surrounds the list. */
    private static final int SEPARATOR = 1;

    private final List<String> kept = new ArrayList<>();
    private final long most;
    private long bytes;
    private long leftOut;

    /**
     * @param most bytes of JSON
     */
    Items(long most) {
        this.most = most;
    }

    /** Adds one JSON value. */
    void add(String json) {
        long size = size(json);
        if (leftOut > 0 || bytes + size > most) {
            leftOut++;
            return;
        }
        kept.add(json);
        bytes += size;
    }

    /** Size of one value and its separator, bytes. */
    static long size(String json) {
        return json.getBytes(StandardCharsets.UTF_8).length + SEPARATOR;
    }

    /** Adds one object or text that the content writes. */
    void add(JsonText.Content content) {
        add(JsonText.of(content));
    }

    void addText(String text) {
        add(json -> json.writeString(text));
    }

    List<String> kept() {
        return kept;
    }

    /** Size of the kept values. */
    long bytes() {
        return bytes;
    }

    /** Number of values that did not fit. */
    long leftOut() {
        return leftOut;
    }
}
