package dev.skbtrail.recorder.snapshot;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * IPsec policies and states, which {@code ip -s xfrm} prints only as text. Only the words listed
 * here are kept, each with the following word, and only from listed lines. Lines with a key are not
 * listed, so no key gets into a trace even where ip shows it.
 */
final class XfrmText {
    /** First words of the lines of a policy or state that are kept. */
    private static final Set<String> LINES =
            Set.of(
                    "src", "dir", "socket", "proto", "mark", "if_id", "tmpl", "sel", "encap",
                    "level");

    /** Words that precede a value. */
    private static final Set<String> NAMES =
            Set.of(
                    "src",
                    "dst",
                    "proto",
                    "sport",
                    "dport",
                    "type",
                    "code",
                    "key",
                    "dev",
                    "dir",
                    "socket",
                    "action",
                    "index",
                    "priority",
                    "ptype",
                    "spi",
                    "reqid",
                    "mode",
                    "level",
                    "mark",
                    "if_id");

    private static final Set<String> COUNTS = Set.of("replay-window", "replay", "failed");

    private static final String MARK = "mark";
    private static final String COUNTS_FOLLOW = "\tstats:";
    private static final String DETAIL = "\t  ";
    private static final String TEMPLATE_DETAIL = "\t\t";

    private static final Pattern USED =
            Pattern.compile("\t {2}(\\d+)\\(bytes\\), (\\d+)\\(packets\\)");

    /** ip prints many numbers a second time, in parentheses. */
    private static final Pattern NUMBER =
            Pattern.compile("(0x[0-9a-f]{1,8}|\\d{1,10})(\\(\\w+\\))?");

    private final Map<String, Object> item = new LinkedHashMap<>();
    private final List<Object> templates = new ArrayList<>();
    private Map<String, Object> part = item;

    private XfrmText() {}

    /** Adds an object for each policy or state; each begins at a line that is not indented. */
    static void read(Reader in, Items items) throws IOException {
        BufferedReader lines = new BufferedReader(in);
        XfrmText text = null;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.startsWith("\t")) {
                add(text, items);
                text = line.startsWith("src ") ? new XfrmText() : null;
            }
            if (text != null) {
                text.line(line);
            }
        }
        add(text, items);
    }

    private static void add(XfrmText text, Items items) {
        if (text == null) {
            return;
        }
        if (!text.templates.isEmpty()) {
            text.item.put("templates", text.templates);
        }
        items.add((JsonGenerator json) -> write(json, text.item));
    }

    private void line(String line) {
        String[] words = line.strip().split("\\s+");
        if (line.startsWith(DETAIL)) {
            Matcher used = USED.matcher(line);
            if (used.matches()) {
                item.put("bytes", value(used.group(1)));
                item.put("packets", value(used.group(2)));
            } else if (part != item) {
                keep(words, COUNTS);
            }
            return;
        }
        if (!line.startsWith(TEMPLATE_DETAIL)) {
            part = part(line, words[0]);
        }
        if (LINES.contains(words[0])) {
            keep(words, NAMES);
        }
    }

    /** The object that the line and its details describe. */
    private Map<String, Object> part(String line, String word) {
        Map<String, Object> map = new LinkedHashMap<>();
        switch (word) {
            case "tmpl" -> templates.add(map);
            case "sel", "encap" -> item.put(word, map);
            default -> {
                if (!line.equals(COUNTS_FOLLOW)) {
                    return item;
                }
                item.put("stats", map);
            }
        }
        return map;
    }

    /** Keeps each name with the following word; a mark has the form MARK/MASK. */
    private void keep(String[] words, Set<String> names) {
        for (int i = 0; i + 1 < words.length; i++) {
            if (names.contains(words[i])) {
                String name = words[i++];
                if (name.equals(MARK) && words[i].contains("/")) {
                    part.put("mask", value(words[i].substring(words[i].indexOf('/') + 1)));
                    words[i] = words[i].substring(0, words[i].indexOf('/'));
                }
                part.put(name, value(words[i]));
            }
        }
    }

    /** Returns a number if the text is one, such as 0x00000100(256). */
    private static Object value(String word) {
        Matcher number = NUMBER.matcher(word);
        if (!number.matches()) {
            return word;
        }
        String digits = number.group(1);
        return digits.startsWith("0x")
                ? Long.parseLong(digits.substring(2), 16)
                : Long.parseLong(digits);
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> member : map.entrySet()) {
                json.writeFieldName(member.getKey().toString());
                write(json, member.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object each : list) {
                write(json, each);
            }
            json.writeEndArray();
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else {
            json.writeString(value.toString());
        }
    }
}
