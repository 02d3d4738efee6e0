package dev.skbtrail.analyzer.rule;

/** The header of a rule has a text that cannot be understood. */
final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TemplateException(String message) {
        super(message);
    }
}
