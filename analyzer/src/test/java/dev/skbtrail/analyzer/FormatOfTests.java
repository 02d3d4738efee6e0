package dev.skbtrail.analyzer;

import java.util.Locale;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tests insert numbers into SQL and into expected text, so these are formatted with ASCII digits,
 * whatever the locale of the build. Everything else keeps that locale, and {@code LocaleTest} also
 * runs the program with other digits.
 */
public final class FormatOfTests implements BeforeAllCallback {
    /** Runs before any test class is initialised. */
    public FormatOfTests() {
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    }
}
