package dev.skbtrail.analyzer.check;

import dev.skbtrail.analyzer.text.Printable;
import dev.skbtrail.analyzer.text.Printer;
import java.util.List;
import java.util.Locale;

/** Results in the Test Anything Protocol, version 14. */
public final class Tap {
    private final Printer out;

    public Tap(Printer out) {
        this.out = out;
    }

    /**
     * Prints all results.
     *
     * @param notes remarks about the trace, printed as comments
     */
    public void print(List<String> notes, List<Result> results) {
        out.line("TAP version 14");
        out.line("1.." + results.size());
        notes.forEach(note -> out.line("# " + note));
        for (int i = 0; i < results.size(); i++) {
            print(i + 1, results.get(i));
        }
    }

    private void print(int number, Result result) {
        String directive = result.skipped().isEmpty() ? "" : " # SKIP " + escaped(result.skipped());
        out.line(
                String.format(
                        Locale.ROOT,
                        "%s %d - %s: %s%s",
                        result.passed() ? "ok" : "not ok",
                        number,
                        escaped(result.assertion().name()),
                        escaped(result.assertion().title()),
                        directive));
        if (!result.passed()) {
            out.line("  ---");
            out.line("  count: " + result.count());
            out.line("  violations:");
            result.violations().forEach(text -> out.line("    - " + quoted(text)));
            out.line("  ...");
        }
    }

    /** A # in a description would begin a directive. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("#", "\\#");
    }

    /** Quotes a YAML string; the printer emits no character that needs more escaping than this. */
    private static String quoted(String text) {
        return '"' + Printable.of(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
