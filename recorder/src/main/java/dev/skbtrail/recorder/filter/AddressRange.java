package dev.skbtrail.recorder.filter;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One address or network. It contains an address {@code a} when {@code (a & mask) == value}, with
 * IPv4 written as {@code ::ffff:a.b.c.d}; so {@code 0.0.0.0/0} is every IPv4 address and {@code
 * ::/0} every address.
 *
 * @param value 16 bytes, network byte order
 * @param mask 16 bytes, network byte order
 * @param text as the user wrote it
 */
public record AddressRange(byte[] value, byte[] mask, String text) implements Alternative {
    static final int BYTES = 16;

    /** {@code struct address_filter}: value, then mask. */
    static final int SIZE = 2 * BYTES;

    private static final int IPV4_BYTES = 4;
    private static final Pattern IPV4 =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
    private static final Pattern PREFIX = Pattern.compile("\\d{1,3}");

    public AddressRange {
        value = value.clone();
        mask = mask.clone();
    }

    /**
     * Parses {@code 10.1.2.3}, {@code 10.1.2.0/24}, {@code 2001:db8::1} or {@code 2001:db8::/32}.
     * Names are not resolved: what a name means may change while the trace is kept.
     *
     * @throws IllegalArgumentException naming what is wrong and how to write it
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = address(slash < 0 ? text : text.substring(0, slash), text);
        int bits = address.length * Byte.SIZE;
        int prefix = slash < 0 ? bits : prefix(text.substring(slash + 1), bits, text);
        byte[] mask = mask(address.length, prefix);
        byte[] network = and(address, mask);
        if (!Arrays.equals(network, address)) {
            throw new IllegalArgumentException(
                    ("'%s' has bits set beyond its prefix: write %s/%d for the network"
                                    + " or %s for the one address")
                            .formatted(text, show(network), prefix, text.substring(0, slash)));
        }
        return new AddressRange(widen(address, 0, 0xff), widen(mask, 0xff, 0xff), text);
    }

    @Override
    public byte[] value() {
        return value.clone();
    }

    @Override
    public byte[] mask() {
        return mask.clone();
    }

    @Override
    public void write(ByteBuffer out, int at) {
        out.put(at, value);
        out.put(at + BYTES, mask);
    }

    /** {@code struct prefix} of bpf/address_list.bpf.h: the length, then the address. */
    public byte[] toPrefix() {
        ByteBuffer key = ByteBuffer.allocate(Integer.BYTES + BYTES).order(ByteOrder.nativeOrder());
        return key.putInt(BitSet.valueOf(mask).cardinality()).put(value).array();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressRange range
                && Arrays.equals(value, range.value)
                && Arrays.equals(mask, range.mask)
                && text.equals(range.text);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(value) + Arrays.hashCode(mask);
    }

    @Override
    public String toString() {
        return text;
    }

    private static byte[] address(String address, String text) {
        Matcher ipv4 = IPV4.matcher(address);
        if (ipv4.matches()) {
            byte[] bytes = new byte[IPV4_BYTES];
            for (int i = 0; i < IPV4_BYTES; i++) {
                int part = Integer.parseInt(ipv4.group(i + 1));
                if (part > 0xff) {
                    throw wrong(text, "is not an IPv4 address: " + part + " is more than 255");
                }
                bytes[i] = (byte) part;
            }
            return bytes;
        }
        if (!IPV6.matcher(address).matches()) {
            throw wrong(text, "is not an address");
        }
        try {
            // Only a literal gets here (it has a colon and nothing but digits): nothing is
            // resolved.
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return bytes.length == BYTES ? bytes : widen(bytes, 0, 0xff);
        } catch (UnknownHostException e) {
            throw wrong(text, "is not an IPv6 address");
        }
    }

    private static int prefix(String prefix, int bits, String text) {
        if (!PREFIX.matcher(prefix).matches() || Integer.parseInt(prefix) > bits) {
            throw wrong(text, "has no prefix length of 0 to " + bits + " after the '/'");
        }
        return Integer.parseInt(prefix);
    }

    private static IllegalArgumentException wrong(String text, String what) {
        return new IllegalArgumentException(
                "'%s' %s: write an address or network like 10.1.2.3, 10.1.2.0/24 or 2001:db8::/32"
                        .formatted(text, what));
    }

    private static byte[] mask(int length, int prefix) {
        byte[] mask = new byte[length];
        for (int bit = 0; bit < prefix; bit++) {
            mask[bit / Byte.SIZE] |= (byte) (0x80 >>> bit % Byte.SIZE);
        }
        return mask;
    }

    private static byte[] and(byte[] address, byte[] mask) {
        byte[] network = new byte[address.length];
        for (int i = 0; i < network.length; i++) {
            network[i] = (byte) (address[i] & mask[i]);
        }
        return network;
    }

    /**
     * Extends IPv4 to 16 bytes: ten times {@code first}, twice {@code marker}, then the four bytes.
     */
    private static byte[] widen(byte[] bytes, int first, int marker) {
        if (bytes.length == BYTES) {
            return bytes;
        }
        byte[] wide = new byte[BYTES];
        Arrays.fill(wide, 0, 10, (byte) first);
        Arrays.fill(wide, 10, 12, (byte) marker);
        System.arraycopy(bytes, 0, wide, 12, IPV4_BYTES);
        return wide;
    }

    private static String show(byte[] address) {
        try {
            InetAddress shown = InetAddress.getByAddress(address);
            return shown instanceof Inet4Address ? shown.getHostAddress() : shortIpv6(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + address.length + " bytes", e);
        }
    }

    /** Eight groups with the zeros at the end shortened: that is where a network has its zeros. */
    private static String shortIpv6(byte[] address) {
        int groups = BYTES / 2;
        int end = groups;
        while (end > 0 && address[2 * end - 1] == 0 && address[2 * end - 2] == 0) {
            end--;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < end; i++) {
            int group = (address[2 * i] & 0xff) << 8 | address[2 * i + 1] & 0xff;
            text.append(i == 0 ? "" : ":").append(Integer.toHexString(group));
        }
        return end == groups ? text.toString() : text.append("::").toString();
    }
}
