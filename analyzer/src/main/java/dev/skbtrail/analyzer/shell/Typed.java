package dev.skbtrail.analyzer.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/**
 * A partially typed line, for JLine.
 *
 * @param words words up to the cursor; the last one, possibly empty, is to be completed
 */
record Typed(List<String> words, String line, int cursor) implements CompletingParsedLine {
    /** In a set command, the rest of the line is the value. */
    private static final Pattern SET = Pattern.compile("\\s*(set)\\s+(\\S+)\\s+(.*)");

    private static final Pattern NO_NAME = Pattern.compile("[^A-Za-z0-9_]+");
    private static final Pattern BLANK = Pattern.compile("\\s+");

    /** Requests more lines until SQL ends with a semicolon. */
    static final Parser PARSER = Typed::parse;

    private static ParsedLine parse(String line, int cursor, Parser.ParseContext context) {
        boolean sql = Sql.is(line);
        if (context == Parser.ParseContext.ACCEPT_LINE && sql && Sql.statement(line).isEmpty()) {
            throw new EOFError(-1, -1, "a semicolon ends SQL");
        }
        String before = line.substring(0, cursor);
        Matcher set = SET.matcher(before);
        List<String> words =
                set.matches()
                        ? List.of(set.group(1), set.group(2), set.group(3))
                        : split(before, sql ? NO_NAME : BLANK);
        return new Typed(words, line, cursor);
    }

    private static List<String> split(String text, Pattern between) {
        List<String> words = new ArrayList<>(List.of(between.split(text, -1)));
        if (words.size() > 1 && words.get(0).isEmpty()) {
            words.remove(0);
        }
        return words;
    }

    @Override
    public String word() {
        return words.get(wordIndex());
    }

    @Override
    public int wordIndex() {
        return words.size() - 1;
    }

    @Override
    public int wordCursor() {
        return word().length();
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
        return candidate;
    }

    @Override
    public int rawWordCursor() {
        return wordCursor();
    }

    @Override
    public int rawWordLength() {
        return wordCursor();
    }
}
