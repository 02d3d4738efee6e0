package dev.skbtrail.analyzer.bundle;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** AES, used as a pseudorandom function on single blocks; nothing is ever decrypted. */
final class Aes {
    static final int BLOCK = 16;

    private final Cipher cipher;

    /**
     * @param key only its first 16 bytes are used
     */
    Aes(byte[] key) {
        try {
            // ECB is intended: each block is an independent input, and no two are equal.
            cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, 0, BLOCK, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Encrypts any number of blocks. */
    byte[] of(byte[] blocks) {
        try {
            return cipher.doFinal(blocks);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
