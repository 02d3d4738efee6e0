package dev.skbtrail.analyzer.shell;

import dev.skbtrail.analyzer.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a line. What stands in quotes is one word, as in other shells. */
final class Words {
    private static final Pattern WORD = Pattern.compile("(?:'[^']*'|\"[^\"]*\"|[^\\s'\"])+");
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"");

    private Words() {}

    /**
     * Takes a line apart.
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

    /** A value that is the rest of a line; it may stand in quotes. */
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
