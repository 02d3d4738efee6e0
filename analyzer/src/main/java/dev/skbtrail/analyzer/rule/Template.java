package dev.skbtrail.analyzer.rule;

import dev.skbtrail.analyzer.text.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A text with placeholders: {@code {flow}} is replaced by the value of that column. A part in
 * square brackets is left out if one of its columns is NULL. {@code {in netns}} starts a command in
 * the network namespace that the column names; {@code {command confirm}} is a whole command.
 */
public final class Template {
    private static final String ENTER = "in ";
    private static final String COMMAND = "command ";
    private static final Pattern TOKEN =
            Pattern.compile("\\[|]|\\{(?<place>[a-z_ ]+)}|(?<text>[^\\[\\]{}]+)|(?<wrong>.)");
    private static final String UNKNOWN = "?";

    /** Literal text or a placeholder, and the number of the bracket group it is in; 0 for none. */
    private record Part(int group, String text, String place) {}

    private final String text;
    private final List<Part> parts;

    private Template(String text, List<Part> parts) {
        this.text = text;
        this.parts = List.copyOf(parts);
    }

    /**
     * @throws TemplateException when brackets or braces are unbalanced
     */
    static Template parse(String text) {
        List<Part> parts = new ArrayList<>();
        Matcher token = TOKEN.matcher(text);
        int groups = 0;
        int group = 0;
        while (token.find()) {
            if (token.group().equals("[") && group == 0) {
                group = ++groups;
            } else if (token.group().equals("]") && group > 0) {
                group = 0;
            } else if (token.group("text") != null) {
                parts.add(new Part(group, token.group(), null));
            } else if (token.group("place") != null) {
                parts.add(new Part(group, null, token.group("place")));
            } else {
                throw new TemplateException(token.group() + " without its partner in: " + text);
            }
        }
        if (group > 0) {
            throw new TemplateException("[ without its partner in: " + text);
        }
        return new Template(text, parts);
    }

    /** The columns that the text has placeholders for. */
    Stream<String> columns() {
        return parts.stream().filter(part -> part.place() != null).map(Template::column);
    }

    private static String column(Part part) {
        String place = part.place();
        return Stream.of(ENTER, COMMAND)
                .filter(place::startsWith)
                .map(word -> place.substring(word.length()))
                .findFirst()
                .orElse(place);
    }

    /**
     * Fills in a sentence.
     *
     * @param values values of the columns as text; NULL columns are absent
     */
    String sentence(Map<String, String> values) {
        return fill(values, Commands.NONE, (place, value) -> value);
    }

    /**
     * Fills in a shell command; values that a shell would split or execute are quoted, but for the
     * names of the traces, which are quoted already.
     *
     * @param commands what is inserted as it is
     */
    String command(Map<String, String> values, Commands commands) {
        return fill(
                values,
                commands,
                (place, value) ->
                        place.equals(Rule.TRACE)
                                        || place.startsWith(COMMAND)
                                                && commands.own().contains(value)
                                ? value
                                : Shell.quoted(value));
    }

    private String fill(
            Map<String, String> values, Commands commands, BinaryOperator<String> form) {
        List<Integer> left =
                parts.stream()
                        .filter(part -> part.place() != null && part.group() > 0)
                        .filter(part -> !part.place().startsWith(ENTER))
                        .filter(part -> !values.containsKey(column(part)))
                        .map(Part::group)
                        .toList();
        StringBuilder filled = new StringBuilder();
        for (Part part : parts) {
            if (!left.contains(part.group())) {
                filled.append(
                        part.place() == null ? part.text() : value(part, values, commands, form));
            }
        }
        return filled.toString();
    }

    private static String value(
            Part part, Map<String, String> values, Commands commands, BinaryOperator<String> form) {
        String value = values.get(column(part));
        if (part.place().startsWith(ENTER)) {
            return commands.enter(value);
        }
        return value == null ? UNKNOWN : form.apply(part.place(), value);
    }

    /** As written. */
    @Override
    public String toString() {
        return text;
    }
}
