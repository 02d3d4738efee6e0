package dev.skbtrail.recorder;

import java.util.Locale;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tests call what is behind {@code Main}, which begins with the locale in which all is printed: so
 * do they, in whatever language the build runs. {@code LocaleTest} starts the program itself.
 */
public final class LocaleOfMain implements BeforeAllCallback {
    /** Before any class of tests is initialised. */
    public LocaleOfMain() {
        Locale.setDefault(Locale.ROOT);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Locale.setDefault(Locale.ROOT);
    }
}
