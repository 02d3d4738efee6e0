package dev.skbtrail.analyzer.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The comment at the top of a {@code .sql}: lines {@code -- key: text}, continued by lines that
 * begin with {@code --} and at least two spaces. The grammar is in {@code queries/README.md}.
 */
public final class Header {
    private static final Pattern ENTRY = Pattern.compile("-- ([a-z]+):(?: (.*))?");
    private static final Pattern CONTINUATION = Pattern.compile("--  +(.*)");
    private static final Pattern COLUMN = Pattern.compile("(\\S+)(?: (\\S+))?  +(\\S.*)");
    private static final Pattern PARAMETER =
            Pattern.compile("([a-z_]+) ([A-Z]+)(?: (\\d{1,9})\\.\\.)?(?: = (\\S+))?  +(\\S.*)");

    private final String path;
    private final List<String> keys = new ArrayList<>();
    private final List<String> values = new ArrayList<>();

    private Header(String path) {
        this.path = path;
    }

    /**
     * @param sql the whole file
     * @throws IllegalArgumentException when the header does not follow the grammar
     */
    static Definition parse(Origin origin, String sql) {
        boolean view = Definition.isView(origin.category());
        return of(origin.path(), sql).definition(origin, view, sql);
    }

    /**
     * Reads the entries, whatever their keys are.
     *
     * @param path path of the file, for messages
     * @param sql the whole file
     * @throws IllegalArgumentException when a line is not an entry
     */
    public static Header of(String path, String sql) {
        Header header = new Header(path);
        sql.lines().takeWhile(line -> line.startsWith("--")).forEach(header::add);
        return header;
    }

    private Definition definition(Origin origin, boolean view, String sql) {
        Definition definition =
                new Definition(
                        origin,
                        one("title"),
                        one("description"),
                        names("needs"),
                        all("param").map(this::parameter).toList(),
                        columns("column"),
                        view ? "" : one("empty"),
                        one("cost"),
                        view && all("inline").findAny().isPresent(),
                        sql);
        if (definition.columns().isEmpty()) {
            throw wrong("has no line; document each column of the rows", "-- column:");
        }
        return definition;
    }

    private void add(String line) {
        Matcher entry = ENTRY.matcher(line);
        Matcher more = CONTINUATION.matcher(line);
        if (entry.matches()) {
            keys.add(entry.group(1));
            values.add(entry.group(2) == null ? "" : entry.group(2));
        } else if (more.matches() && !values.isEmpty()) {
            int last = values.size() - 1;
            values.set(last, values.get(last) + " " + more.group(1).strip());
        } else {
            throw wrong("is neither '-- key: text' nor its continuation", line);
        }
    }

    /** The texts of all entries with this key, in order. */
    public Stream<String> all(String key) {
        return Stream.iterate(0, i -> i < keys.size(), i -> i + 1)
                .filter(i -> keys.get(i).equals(key))
                .map(values::get);
    }

    /** The comma-separated names in the one entry with this key. */
    public List<String> names(String key) {
        return Stream.of(one(key).split(", ")).filter(name -> !name.isEmpty()).toList();
    }

    /** The columns documented by the entries with this key. */
    public List<Column> columns(String key) {
        return all(key).map(this::column).toList();
    }

    /**
     * The text of the one entry with this key.
     *
     * @throws IllegalArgumentException when the key is missing or occurs more than once
     */
    public String one(String key) {
        List<String> found = all(key).toList();
        if (found.size() != 1) {
            throw wrong("has " + found.size() + " lines, not one", "-- " + key + ":");
        }
        return found.get(0);
    }

    private Column column(String text) {
        Matcher matcher = COLUMN.matcher(text);
        if (!matcher.matches()) {
            throw wrong("is not 'name [unit]  description'", text);
        }
        String unit = matcher.group(2) == null ? "" : matcher.group(2);
        try {
            return new Column(matcher.group(1), Unit.parse(unit), matcher.group(3));
        } catch (IllegalArgumentException e) {
            throw wrong("has no unit: " + e.getMessage(), text);
        }
    }

    private Parameter parameter(String text) {
        Matcher matcher = PARAMETER.matcher(text);
        if (!matcher.matches()) {
            throw wrong("is not 'name TYPE [LEAST..] [= default]  description'", text);
        }
        if (!Parameter.TYPES.contains(matcher.group(2))) {
            throw wrong("has a type that is not one of " + String.join(" ", Parameter.TYPES), text);
        }
        String given = matcher.group(4);
        return new Parameter(
                matcher.group(1),
                matcher.group(2),
                least(matcher),
                given == null,
                "NULL".equals(given) ? null : given,
                matcher.group(5));
    }

    private static long least(Matcher parameter) {
        if (parameter.group(3) != null) {
            return Long.parseLong(parameter.group(3));
        }
        boolean counts = parameter.group(1).equals(Parameter.TOP);
        return counts || parameter.group(2).equals(Parameter.PACKET) ? 1 : Long.MIN_VALUE;
    }

    private IllegalArgumentException wrong(String what, String text) {
        return new IllegalArgumentException(path + ": " + text + " " + what);
    }
}
