package dev.skbtrail.recorder.selection;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A name as a user writes it, or a pattern for several: {@code *} stands for any characters, {@code
 * ?} for one, {@code [abc]} for one of those listed.
 */
public final class NamePattern {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.:*?\\[\\]!-]{1,128}");
    private static final Pattern WILD = Pattern.compile("[*?\\[]");
    private static final Pattern SPECIAL = Pattern.compile("(\\[!?[A-Za-z0-9_.:-]+])|([*?])|(.)");

    private final String text;
    private final Pattern pattern;

    private NamePattern(String text, Pattern pattern) {
        this.text = text;
        this.pattern = pattern;
    }

    /**
     * @throws IllegalArgumentException when it is neither
     */
    public static NamePattern parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is not a function name or pattern: write it like ip_rcv or 'tcp_*'"
                            .formatted(Printable.of(text)));
        }
        try {
            String regex =
                    SPECIAL.matcher(text)
                            .replaceAll(part -> Matcher.quoteReplacement(part(part.group())));
            return new NamePattern(text, Pattern.compile(regex));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "'%s' is not a pattern: a set is written like [abc] or [a-z]".formatted(text));
        }
    }

    private static String part(String part) {
        if (part.length() > 1) {
            return part.startsWith("[!") ? "[^" + part.substring(2) : part;
        }
        return switch (part) {
            case "*" -> ".*";
            case "?" -> ".";
            case "[", "]" -> throw new PatternSyntaxException("a set without its end", part, 0);
            default -> Pattern.quote(part);
        };
    }

    /** Whether it can match several names. */
    public boolean isWild() {
        return WILD.matcher(text).find();
    }

    public boolean matches(String name) {
        return pattern.matcher(name).matches();
    }

    @Override
    public String toString() {
        return text;
    }
}
