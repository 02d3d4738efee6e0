package dev.skbtrail.analyzer.bundle;

import dev.skbtrail.analyzer.text.Addresses;

/**
 * A network that is mapped onto itself because its addresses have a meaning: loopback, multicast.
 *
 * @param whole whether its addresses are kept, too
 */
record Network(byte[] prefix, int length, boolean whole) {
    /** A network whose addresses are mapped to others within it. */
    static Network frame(String prefix, int length) {
        return new Network(Addresses.ip(prefix), length, false);
    }

    /** A network whose addresses are kept. */
    static Network whole(String prefix, int length) {
        return new Network(Addresses.ip(prefix), length, true);
    }

    boolean has(byte[] address) {
        return address.length == prefix.length && common(address) >= length;
    }

    /**
     * How many leading bits of an address must not be flipped so that this network stays in place:
     * the bits it shares with the prefix, plus the first one that differs.
     */
    int kept(byte[] address) {
        if (address.length != prefix.length) {
            return 0;
        }
        int common = common(address);
        if (common < length) {
            return common + 1;
        }
        return whole ? address.length * Byte.SIZE : length;
    }

    private int common(byte[] address) {
        for (int i = 0; i < prefix.length; i++) {
            int different = (prefix[i] ^ address[i]) & 0xff;
            if (different != 0) {
                return i * Byte.SIZE + Integer.numberOfLeadingZeros(different) - 24;
            }
        }
        return prefix.length * Byte.SIZE;
    }
}
