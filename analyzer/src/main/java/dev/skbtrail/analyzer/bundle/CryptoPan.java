package dev.skbtrail.analyzer.bundle;

import java.util.Arrays;

/**
 * Crypto-PAn (Xu, Fan, Ammar and Moon, "Prefix-Preserving IP Address Anonymization", 2002): whether
 * a bit is flipped depends on the key and on the bits before it, so that two addresses have a
 * prefix of the same length in common before and after. For IPv6 as for IPv4, of 128 bits.
 */
final class CryptoPan {
    private final Aes aes;
    private final byte[] pad;
    private final boolean apart;

    /**
     * The authors' program asks the same of AES for two bits where the one between them is that of
     * the pad, and flips both or none: of 500 networks of 24 bits one would keep its address. Asked
     * with the bit's number, one of millions does.
     *
     * @param key 32 bytes: that of AES, and what the pad is made of
     * @param apart ask with the bit's number
     */
    CryptoPan(byte[] key, boolean apart) {
        this.apart = apart;
        aes = new Aes(key);
        pad = aes.of(Arrays.copyOfRange(key, Aes.BLOCK, 2 * Aes.BLOCK));
    }

    /**
     * An address with bits flipped.
     *
     * @param address of 4 or 16 bytes
     * @param kept how many of its first bits stay as they are
     */
    byte[] map(byte[] address, int kept) {
        int bits = address.length * Byte.SIZE;
        byte[] blocks = new byte[bits * Aes.BLOCK];
        byte[] block = pad.clone();
        for (int bit = 0; bit < bits; bit++) {
            System.arraycopy(block, 0, blocks, bit * Aes.BLOCK, Aes.BLOCK);
            set(block, bit, get(address, bit));
        }
        byte[] random = aes.of(blocks);
        if (apart) {
            for (int bit = 0; bit < bits; bit++) {
                random[bit * Aes.BLOCK] ^= (byte) bit;
            }
            random = aes.of(random);
        }
        byte[] mapped = address.clone();
        for (int bit = kept; bit < bits; bit++) {
            set(mapped, bit, get(address, bit) ^ get(random, bit * Aes.BLOCK * Byte.SIZE));
        }
        return mapped;
    }

    private static boolean get(byte[] bytes, int bit) {
        return (bytes[bit / Byte.SIZE] & mask(bit)) != 0;
    }

    private static void set(byte[] bytes, int bit, boolean value) {
        int old = bytes[bit / Byte.SIZE] & ~mask(bit);
        bytes[bit / Byte.SIZE] = (byte) (value ? old | mask(bit) : old);
    }

    private static int mask(int bit) {
        return 0x80 >> bit % Byte.SIZE;
    }
}
