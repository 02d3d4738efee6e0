package dev.skbtrail.analyzer.bundle;

import java.util.Arrays;

/**
 * Crypto-PAn (Xu, Fan, Ammar and Moon, "Prefix-Preserving IP Address Anonymization", 2002): whether
 * a bit is flipped depends on the key and the preceding bits, so two addresses share a prefix of
 * the same length before and after mapping. Works on 32 bits for IPv4 and 128 bits for IPv6.
 */
final class CryptoPan {
    private final Aes aes;
    private final byte[] pad;
    private final boolean apart;

    /**
     * The authors' implementation feeds AES the same block for two consecutive bits if the address
     * bit between them equals that of the pad, and then flips both or neither: one of 500 /24
     * networks would keep its address. With the bit number mixed in, one in millions does.
     *
     * @param key 32 bytes: the AES key, then the input that the pad is derived from
     * @param apart mix in the bit number
     */
    CryptoPan(byte[] key, boolean apart) {
        this.apart = apart;
        aes = new Aes(key);
        pad = aes.of(Arrays.copyOfRange(key, Aes.BLOCK, 2 * Aes.BLOCK));
    }

    /**
     * Maps an address by flipping bits.
     *
     * @param address 4 or 16 bytes
     * @param kept number of leading bits that are not flipped
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
