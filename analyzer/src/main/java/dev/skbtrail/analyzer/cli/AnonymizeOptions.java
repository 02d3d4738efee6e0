package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.bundle.Anonymizer;
import dev.skbtrail.analyzer.bundle.Key;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that decide how a bundle is anonymized. */
final class AnonymizeOptions {
    @Option(
            names = "--anonymize",
            description = "Map addresses, names and numbers that say whose trace it is.")
    private boolean anonymize;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description =
                    "Key of the mapping, made if the file is not there: equal values are then mapped"
                            + " alike in all bundles. Keep it secret (default: a new key, not kept).")
    private Path key;

    @Option(
            names = "--keep-vendor",
            description = "Keep the half of MAC addresses that names the vendor.")
    private boolean keepVendor;

    @Option(
            names = "--keep-fields",
            description = "Keep your own columns (--field of the recorder) as they are.")
    private boolean keepFields;

    /** Rejects options that would have no effect. */
    void require() {
        if (!anonymize && (key != null || keepVendor || keepFields)) {
            throw UserException.usage(
                    "--key, --keep-vendor and --keep-fields are for --anonymize; add it");
        }
    }

    /**
     * The anonymizer; null if none was asked for.
     *
     * @param make whether the key file may be created
     */
    Anonymizer anonymizer(boolean make) {
        if (!anonymize) {
            return null;
        }
        boolean none = key == null || !make && !Files.exists(key);
        return new Anonymizer(none ? Key.random() : Key.of(key), keepVendor, keepFields);
    }
}
