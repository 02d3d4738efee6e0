package dev.skbtrail.analyzer;

import java.util.Locale;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tests put numbers into SQL and into what they expect: with the digits that SQL has, in whatever
 * language the build runs. All else stays that language's, and {@code LocaleTest} starts the
 * program with its digits too.
 */
public final class FormatOfTests implements BeforeAllCallback {
    /** Before any class of tests is initialised. */
    public FormatOfTests() {
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    }
}
