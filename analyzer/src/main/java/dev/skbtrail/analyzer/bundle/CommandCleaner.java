package dev.skbtrail.analyzer.bundle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Cleans the recorder's command line: the option determines what kind its values are. */
final class CommandCleaner {
    private static final String WHERE = "command";

    /** Everything after this is the command line of another program. */
    private static final String END = "--";

    private final FooterCleaner footer;
    private final TextCleaner texts;

    CommandCleaner(Mapping mapping, TextCleaner texts) {
        this.footer = new FooterCleaner(mapping, texts);
        this.texts = texts;
    }

    Object clean(Object arguments) {
        List<Object> clean = new ArrayList<>();
        String option = "";
        List<?> words = arguments instanceof List<?> list ? list : List.of();
        for (Object word : words) {
            String text = String.valueOf(word);
            if (text.equals(END)) {
                clean.add(END);
                clean.add(texts.removed(WHERE));
                break;
            }
            int equals = text.startsWith(END) ? text.indexOf('=') : -1;
            String name = equals < 0 ? text : text.substring(0, equals);
            if (!text.startsWith("-")) {
                clean.add(values(option, text));
                option = "";
            } else if (!isOption(name)) {
                clean.add(texts.removed(WHERE));
                option = "";
            } else {
                clean.add(
                        equals < 0 ? name : name + "=" + values(name, text.substring(equals + 1)));
                option = equals < 0 ? name : "";
            }
        }
        return clean;
    }

    private static boolean isOption(String name) {
        return Identifiers.names(WHERE).contains(name) || TextCleaner.isPlain(name);
    }

    private String values(String option, String text) {
        Kind kind = Identifiers.kind(WHERE, option);
        if (kind == Kind.TEXT || kind == Kind.OUT) {
            return footer.text(kind, text, WHERE);
        }
        return Arrays.stream(text.split(","))
                .map(value -> footer.text(kind, value, WHERE))
                .collect(Collectors.joining(","));
    }
}
