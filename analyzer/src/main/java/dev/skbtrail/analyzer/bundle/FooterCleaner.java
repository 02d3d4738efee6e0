package dev.skbtrail.analyzer.bundle;

import dev.skbtrail.analyzer.bundle.JsonTree.NoJsonException;
import dev.skbtrail.analyzer.bundle.JsonTree.Plain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Cleans the keys and values of a footer; JSON values are cleaned member by member. Numbers stay. A
 * text stays or is mapped only if {@code identifiers.csv} says what it is.
 */
final class FooterCleaner {
    private static final String PREFIX = "skbtrail.";
    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,19}");

    /**
     * A member not listed in identifiers.csv stays only if its name looks like one of ip's or tc's.
     */
    private static final Pattern MEMBER = Pattern.compile("[a-z0-9_-]{1,40}");

    private static final String SNAPSHOT = "snapshot";

    private final Mapping mapping;
    private final TextCleaner texts;

    FooterCleaner(Mapping mapping, TextCleaner texts) {
        this.mapping = mapping;
        this.texts = texts;
    }

    Map<String, String> clean(Map<String, String> footer) {
        Map<String, String> clean = new LinkedHashMap<>();
        footer.forEach(
                (key, value) -> {
                    String name = key.startsWith(PREFIX) ? key.substring(PREFIX.length()) : "";
                    String cleaned = value(name, value);
                    if (cleaned == null) {
                        mapping.changes().removed(name.isEmpty() ? "other keys" : name);
                    } else {
                        clean.put(key, cleaned);
                    }
                });
        return clean;
    }

    /** The cleaned value; null if it has to be removed. */
    private String value(String key, String value) {
        if (!Identifiers.names(Identifiers.FOOTER).contains(key)) {
            return null;
        }
        Kind kind = Identifiers.kind(Identifiers.FOOTER, key);
        if (kind == null || value.startsWith("[")) {
            try {
                return JsonTree.write(json(key, kind, JsonTree.parse(value)));
            } catch (NoJsonException e) {
                return null;
            }
        }
        return switch (kind) {
            case KEPT -> INTEGER.matcher(value).matches() ? value : null;
            case TEXT -> texts.text(value, key);
            default -> mapping.text(kind, value, key);
        };
    }

    private Object json(String key, Kind kind, Object value) {
        if (kind != null) {
            return leaf(kind, value, key);
        }
        String place = Identifiers.members(Identifiers.FOOTER, key);
        if (place.equals("command")) {
            return new CommandCleaner(mapping, texts).clean(value);
        }
        return place.equals(SNAPSHOT) ? snapshot(value) : members(place, value, key);
    }

    private Object snapshot(Object value) {
        Object clean = members(SNAPSHOT, value, SNAPSHOT);
        if (clean instanceof Map<?, ?> map
                && value instanceof Map<?, ?> old
                && old.get("readings") instanceof List<?> readings) {
            Map<Object, Object> whole = new LinkedHashMap<>(map);
            List<Object> list = new ArrayList<>();
            readings.forEach(reading -> list.add(reading(reading)));
            whole.put("readings", list);
            return whole;
        }
        return clean;
    }

    private Object reading(Object reading) {
        Object clean = members(SNAPSHOT, reading, SNAPSHOT);
        if (clean instanceof Map<?, ?> map
                && reading instanceof Map<?, ?> old
                && old.get("items") instanceof List<?> items) {
            Map<Object, Object> whole = new LinkedHashMap<>(map);
            whole.put("items", items(String.valueOf(old.get("part")), items));
            return whole;
        }
        return clean;
    }

    private List<Object> items(String part, List<?> items) {
        List<Object> clean = new ArrayList<>();
        String where = SNAPSHOT + " " + part;
        if (!Identifiers.names(Identifiers.PART).contains(part)) {
            items.forEach(item -> mapping.changes().removed(SNAPSHOT));
            return clean;
        }
        String place = Identifiers.members(Identifiers.PART, part);
        RuleCleaner rules = new RuleCleaner(texts, mapping, where);
        for (Object item : items) {
            if (place != null) {
                clean.add(members(place, item, where));
            } else if (item instanceof String line) {
                clean.add(rules.line(line));
            }
        }
        return clean;
    }

    /** Cleans a JSON object or list by the names of its members. */
    private Object members(String place, Object value, String where) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> clean = new LinkedHashMap<>();
            map.forEach((name, member) -> member(place, name.toString(), member, where, clean));
            cutToNetwork(map, clean, "src");
            cutToNetwork(map, clean, "dst");
            return clean;
        }
        if (value instanceof List<?> list) {
            List<Object> clean = new ArrayList<>();
            list.forEach(item -> clean.add(members(place, item, where)));
            return clean;
        }
        return value instanceof String ? texts.removed(where) : value;
    }

    private void member(
            String place, String name, Object value, String where, Map<String, Object> clean) {
        Kind kind = Identifiers.kind(place, name);
        if (!isMember(place, name) || kind == null && value instanceof String) {
            mapping.changes().removed(where);
        } else if (kind == null || value instanceof Map) {
            boolean later =
                    place.equals(SNAPSHOT) && (name.equals("items") || name.equals("readings"));
            clean.put(name, later ? List.of() : members(place, value, where));
        } else {
            clean.put(name, leaf(kind, value, where));
        }
    }

    /** A policy rule spreads a network over two members: address and prefix length. */
    private void cutToNetwork(Map<?, ?> map, Map<String, Object> clean, String name) {
        if (clean.containsKey(name) && map.get(name + "len") instanceof Plain length) {
            String network = mapping.addressOrNull(map.get(name) + "/" + length.text());
            if (network != null) {
                clean.put(name, network.substring(0, network.indexOf('/')));
            }
        }
    }

    /**
     * If a place allows any name, the name must be a plain word or number. Elsewhere ip and tc have
     * chosen the names, so it must look like one of theirs.
     */
    private static boolean isMember(String place, String name) {
        Set<String> names = Identifiers.names(place);
        return names.contains(name)
                || (names.contains(Identifiers.ANY)
                        ? TextCleaner.isPlain(name)
                        : MEMBER.matcher(name).matches());
    }

    /** Cleans a value of one kind, or a list or map of such values. */
    private Object leaf(Kind kind, Object value, String where) {
        if (value instanceof List<?> list) {
            List<Object> clean = new ArrayList<>();
            list.forEach(item -> clean.add(leaf(kind, item, where)));
            return clean;
        }
        if (value instanceof Map) {
            return texts.removed(where);
        }
        if (value instanceof Plain plain) {
            return kind.isNumber() && INTEGER.matcher(plain.text()).matches()
                    ? new Plain(Long.toString(mapping.number(kind, Long.parseLong(plain.text()))))
                    : plain;
        }
        return value instanceof String text ? text(kind, text, where) : value;
    }

    /** Cleans a text of one kind, which may consist of digits. */
    String text(Kind kind, String text, String where) {
        boolean digits = INTEGER.matcher(text).matches();
        return switch (kind) {
            case TEXT -> texts.text(text, where);
            case WORD -> TextCleaner.isPlain(text) ? text : mapping.name(kind, text);
            case ADDRESS -> {
                String mapped = mapping.addressOrNull(text);
                yield mapped != null ? mapped : texts.text(text, where);
            }
            case NETNS ->
                    digits
                            ? Long.toString(mapping.number(Kind.INODE, Long.parseLong(text)))
                            : mapping.name(kind, text);
            case PROCESS ->
                    digits
                            ? Long.toString(mapping.number(kind, Long.parseLong(text)))
                            : texts.removed(where);
            case OUT, MADE, RULES, INODE -> texts.removed(where);
            default -> mapping.text(kind, text, where);
        };
    }
}
