package dev.skbtrail.recorder.trigger;

import dev.skbtrail.recorder.Suggestions;
import dev.skbtrail.recorder.trigger.Trigger.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a trigger is written: {@code drop}, {@code drop=NAME}, {@code reset}, {@code retransmit},
 * each also with a rate as in {@code drop=NAME:100/s}; {@code slower=TIME}; {@code file=PATH}.
 */
public final class TriggerText {
    private static final Pattern FORM = Pattern.compile("([^=:]*)(?:=(.*?))?(?::([^:]*))?");
    private static final Pattern RATE = Pattern.compile("(\\d{1,6})/s");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_. ]+");
    private static final String SLOWER = "slower=";
    private static final String FILE = "file=";
    private static final Map<String, Kind> COUNTED =
            Map.of("drop", Kind.DROP, "reset", Kind.RESET, "retransmit", Kind.RETRANSMIT);
    private static final List<String> WORDS =
            List.of("drop", "reset", "retransmit", "slower", "file");

    private TriggerText() {}

    /**
     * @param duration reads a time
     * @throws IllegalArgumentException when the text is not a trigger
     */
    public static Trigger parse(String text, Function<String, Duration> duration) {
        if (text.startsWith(SLOWER)) {
            return new Trigger(text, duration.apply(text.substring(SLOWER.length())));
        }
        if (text.startsWith(FILE) && text.length() > FILE.length()) {
            return new Trigger(text, Path.of(text.substring(FILE.length())));
        }
        Matcher form = FORM.matcher(text);
        Kind kind = form.matches() ? COUNTED.get(form.group(1)) : null;
        if (kind == null) {
            throw unknown(text);
        }
        return new Trigger(text, kind, name(text, kind, form.group(2)), rate(text, form.group(3)));
    }

    private static IllegalArgumentException unknown(String text) {
        String word = text.replaceFirst("[=:].*", "").toLowerCase(Locale.ROOT);
        String hint = WORDS.contains(word) ? "" : Suggestions.hint(word, WORDS);
        return new IllegalArgumentException(
                "'--trigger %s' is not a trigger%s: write drop, drop=NO_SOCKET, drop=FUNCTION, reset,"
                                .formatted(text, hint)
                        + " retransmit, each also with a rate as drop:100/s, slower=5ms or"
                        + " file=PATH");
    }

    private static String name(String text, Kind kind, String name) {
        if (name == null) {
            return "";
        }
        if (kind != Kind.DROP || !NAME.matcher(name).matches()) {
            throw unknown(text);
        }
        return name;
    }

    private static int rate(String text, String rate) {
        if (rate == null) {
            return 1;
        }
        Matcher form = RATE.matcher(rate);
        if (!form.matches() || Integer.parseInt(form.group(1)) == 0) {
            throw new IllegalArgumentException(
                    "'--trigger %s' has a wrong rate: write it like 100/s".formatted(text));
        }
        return Integer.parseInt(form.group(1));
    }
}
