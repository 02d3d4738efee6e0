package dev.skbtrail.analyzer.bundle;

import dev.skbtrail.analyzer.text.Addresses;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * Maps MAC addresses. The group and locally-administered bits are preserved; the MAC address of an
 * IP multicast group becomes that of the mapped group.
 */
final class MacMap {
    private static final long ALL = 0xffff_ffff_ffffL;
    private static final int BITS = 46;
    private static final int VENDOR_BITS = 24;

    /** The group and locally-administered bits, in the first byte. */
    private static final long FLAGS = 0x0300_0000_0000L;

    private static final int FLAGS_BEGIN = 40;
    private static final int FLAGS_END = 42;
    private static final long BELOW = (1L << FLAGS_BEGIN) - 1;

    /** 01:00:5e and 23 bits of an IPv4 group (RFC 1112), 33:33 and 32 bits of an IPv6 group. */
    private static final long IPV4_GROUP = 0x0100_5e00_0000L;

    private static final long IPV4_BITS = 0x7f_ffffL;
    private static final long IPV6_GROUP = 0x3333_0000_0000L;
    private static final long IPV6_BITS = 0xffff_ffffL;

    /**
     * Solicited-node groups, ff02::1:ff00:0/104: they end in the last 24 bits of a unicast address.
     */
    private static final long SOLICITED = 0xff00_0000L;

    /** 01:80:c2:00:00:00 to 2f: bridge protocols; 01:00:0c:cc:cc:c0 to cf: Cisco. */
    private static final long BRIDGES = 0x0180_c200_0000L;

    private static final long BRIDGE_BITS = 0x3fL;
    private static final long CISCO = 0x0100_0ccc_ccc0L;
    private static final long CISCO_BITS = 0xfL;

    private final Permutation permutation;
    private final AddressMap addresses;
    private final boolean keepVendor;

    MacMap(byte[] key, AddressMap addresses, boolean keepVendor) {
        this.permutation = new Permutation(key);
        this.addresses = addresses;
        this.keepVendor = keepVendor;
    }

    /** The mapped address; null if the text is not a MAC address. */
    String map(String text) {
        byte[] bytes = Addresses.mac(text);
        if (bytes == null) {
            return null;
        }
        long value = 0;
        for (byte part : bytes) {
            value = value << Byte.SIZE | part & 0xff;
        }
        return HexFormat.ofDelimiter(":")
                .formatHex(ByteBuffer.allocate(Long.BYTES).putLong(map(value)).array(), 2, 8);
    }

    private long map(long mac) {
        if (mac == 0
                || mac == ALL
                || (mac & ~BRIDGE_BITS) == BRIDGES
                || (mac & ~CISCO_BITS) == CISCO) {
            return mac;
        }
        if ((mac & ~IPV4_BITS) == IPV4_GROUP) {
            ByteBuffer group =
                    ByteBuffer.allocate(4).putInt((int) (0xe000_0000L | mac & IPV4_BITS));
            int mapped = ByteBuffer.wrap(addresses.map(group.array())).getInt();
            return IPV4_GROUP | mapped & IPV4_BITS;
        }
        if ((mac & ~IPV6_BITS) == IPV6_GROUP) {
            boolean solicited = (mac & SOLICITED) == SOLICITED;
            byte[] group = Addresses.ip(solicited ? "ff02::1:0:0" : "ff02::");
            ByteBuffer.wrap(group).putInt(12, (int) mac);
            int mapped = ByteBuffer.wrap(addresses.map(group)).getInt(12);
            return IPV6_GROUP | mapped & IPV6_BITS;
        }
        if (keepVendor) {
            return permutation.map(mac, VENDOR_BITS, other -> true);
        }
        // Drop the two flag bits so that the remaining bits form one number.
        long mapped =
                permutation.map(mac >>> FLAGS_END << FLAGS_BEGIN | mac & BELOW, BITS, all -> true);
        return mapped >>> FLAGS_BEGIN << FLAGS_END | mac & FLAGS | mapped & BELOW;
    }
}
