package dev.skbtrail.recorder;

import java.util.Locale;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tests call the code behind {@code Main}, which sets the locale for all output. This extension
 * sets it too, whatever the language of the build. {@code LocaleTest} starts the program itself.
 */
public final class LocaleOfMain implements BeforeAllCallback {
    /** Runs before any test class is initialised. */
    public LocaleOfMain() {
        Locale.setDefault(Locale.ROOT);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Locale.setDefault(Locale.ROOT);
    }
}
