package dev.skbtrail.analyzer.bundle;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Replaces names with names of the same kind, such as if-k3x9m2ab for an interface. 40 bits keep
 * 10,000 names distinct (a collision occurs in one of 20,000 traces with that many) and fit into
 * the 15 characters that the kernel allows for an interface or a command.
 */
final class Names {
    private static final String HASH = "HmacSHA256";

    /** Without i, l, o and u, so that no name is misread or looks like a word. */
    private static final String LETTERS = "abcdefghjkmnpqrstvwxyz0123456789";

    private static final int BITS = 5;
    private static final int LENGTH = 8;

    private final Mac mac;

    Names(Key key) {
        try {
            mac = Mac.getInstance(HASH);
            mac.init(new SecretKeySpec(key.derive("name"), HASH));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String of(Kind kind, String name) {
        mac.update((kind.prefix() + "\0").getBytes(StandardCharsets.UTF_8));
        byte[] random = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
        StringBuilder mapped = new StringBuilder(kind.prefix());
        for (int i = 0; i < LENGTH; i++) {
            mapped.append(LETTERS.charAt(random[i] & (1 << BITS) - 1));
        }
        return mapped.toString();
    }
}
