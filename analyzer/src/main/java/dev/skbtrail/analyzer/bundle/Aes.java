package dev.skbtrail.analyzer.bundle;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** AES as a random function of single blocks: nothing here is ever deciphered. */
final class Aes {
    static final int BLOCK = 16;

    private final Cipher cipher;

    /**
     * @param key whose first 16 bytes count
     */
    Aes(byte[] key) {
        try {
            // Each block is an argument of its own, and no two are alike: ECB is what is meant.
            cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, 0, BLOCK, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of any number of blocks. */
    byte[] of(byte[] blocks) {
        try {
            return cipher.doFinal(blocks);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
