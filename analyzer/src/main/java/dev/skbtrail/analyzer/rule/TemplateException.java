package dev.skbtrail.analyzer.rule;

/** A text in the header of a rule is malformed. */
final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TemplateException(String message) {
        super(message);
    }
}
