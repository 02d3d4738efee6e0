package dev.skbtrail.analyzer.bundle;

import dev.skbtrail.analyzer.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that all mapped values are derived from. Whoever has it can check guesses about the
 * original values.
 */
public final class Key {
    private static final int LENGTH = 32;
    private static final String HASH = "HmacSHA256";

    /** The format that {@link #make} writes. */
    private static final String FORM = "[0-9a-f]{64}\\s*";

    private static final long LONGEST_FILE = 100;

    private final byte[] bytes;

    private Key(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A random key that is not stored anywhere. */
    public static Key random() {
        byte[] bytes = new byte[LENGTH];
        new SecureRandom().nextBytes(bytes);
        return new Key(bytes);
    }

    /**
     * Reads the key from a file; creates the file if it does not exist.
     *
     * @throws UserException when the file has no key, or cannot be read or created
     */
    public static Key of(Path file) {
        try {
            return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? read(file) : make(file);
        } catch (IOException e) {
            throw UserException.data(
                    file + ": the key cannot be read or made there: " + e.getMessage());
        }
    }

    private static Key read(Path file) throws IOException {
        String text =
                Files.isRegularFile(file) && Files.size(file) <= LONGEST_FILE
                        ? Files.readString(file, StandardCharsets.ISO_8859_1)
                        : "";
        if (!text.matches(FORM)) {
            throw UserException.usage(
                    file
                            + ": not a key (64 hexadecimal digits); name a file that does not exist"
                            + " to have one made");
        }
        return new Key(HexFormat.of().parseHex(text.strip()));
    }

    private static Key make(Path file) throws IOException {
        Key key = random();
        Set<StandardOpenOption> options =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var to =
                Files.newByteChannel(
                        file,
                        options,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))) {
            String text = HexFormat.of().formatHex(key.bytes) + "\n";
            to.write(StandardCharsets.US_ASCII.encode(text));
        }
        return key;
    }

    /** Derives 32 bytes for one purpose; they reveal nothing about those for another purpose. */
    byte[] derive(String purpose) {
        try {
            Mac mac = Mac.getInstance(HASH);
            mac.init(new SecretKeySpec(bytes, HASH));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
