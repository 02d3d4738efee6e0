package dev.skbtrail.analyzer.shell;

import dev.skbtrail.analyzer.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a line. As in other shells, quoted text is one word. */
final class Words {
    private static final Pattern WORD = Pattern.compile("(?:'[^']*'|\"[^\"]*\"|[^\\s'\"])+");
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"");

    private Words() {}

    /**
     * Splits a line.
     *
     * @throws UserException when a quote is not closed
     */
    static List<String> of(String line) {
        if (QUOTED.matcher(line).replaceAll("").matches(".*['\"].*")) {
            throw UserException.usage("a quote is not closed: " + line.strip());
        }
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            words.add(unquoted(word.group()));
        }
        return words;
    }

    /** A value that extends to the end of the line; it may be quoted. */
    static String value(String rest) {
        String text = rest.strip();
        return QUOTED.matcher(text).matches() ? unquoted(text) : text;
    }

    private static String unquoted(String text) {
        return QUOTED.matcher(text)
                .replaceAll(
                        part ->
                                Matcher.quoteReplacement(
                                        part.group(1) == null ? part.group(2) : part.group(1)));
    }
}
