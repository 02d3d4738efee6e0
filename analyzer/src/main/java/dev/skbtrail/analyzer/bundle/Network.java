package dev.skbtrail.analyzer.bundle;

import dev.skbtrail.analyzer.text.Addresses;

/**
 * A network that is mapped onto itself, because its addresses mean something: loopback, multicast.
 *
 * @param whole are its addresses kept, too?
 */
record Network(byte[] prefix, int length, boolean whole) {
    /** Its addresses are mapped to others of it. */
    static Network frame(String prefix, int length) {
        return new Network(Addresses.ip(prefix), length, false);
    }

    /** Its addresses are kept. */
    static Network whole(String prefix, int length) {
        return new Network(Addresses.ip(prefix), length, true);
    }

    boolean has(byte[] address) {
        return address.length == prefix.length && common(address) >= length;
    }

    /**
     * How many first bits of an address may not be flipped, so that this network stays in its
     * place: those of the prefix that the address has, and the one in which it leaves it.
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
