package dev.skbtrail.recorder.selection;

/** Makes text of unknown origin fit for one line of a message. */
final class Printable {
    private static final int SHOWN = 40;

    private Printable() {}

    static String of(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(SHOWN)
                .forEach(
                        c -> {
                            if (c >= ' ' && c < 0x7f) {
                                shown.appendCodePoint(c);
                            } else {
                                shown.append("\\u%04x".formatted(c));
                            }
                        });
        return text.codePointCount(0, text.length()) > SHOWN ? shown + "..." : shown.toString();
    }
}
