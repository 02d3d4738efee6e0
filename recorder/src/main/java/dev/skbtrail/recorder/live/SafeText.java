package dev.skbtrail.recorder.live;

/** Names come from anywhere: the kernel lets an interface have an escape sequence for its name. */
final class SafeText {
    private static final int REPLACEMENT = 0xFFFD;

    private SafeText() {}

    /** The text without what steers a terminal or cannot be seen; null for null. */
    static String of(String text) {
        if (text == null || text.codePoints().allMatch(SafeText::isPlain)) {
            return text;
        }
        return text.codePoints()
                .map(c -> isPlain(c) ? c : REPLACEMENT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
