package dev.skbtrail.analyzer.bundle;

import dev.skbtrail.analyzer.text.Addresses;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Maps IP addresses with Crypto-PAn (RFC 6235, 4.1). Special-purpose addresses stay special,
 * because reports check whether an address is multicast or a martian: for a network that must stay
 * in place, no bit up to the end of its prefix is flipped. All other addresses are still mapped
 * prefix-preservingly. As a side effect, an address also keeps the leading bits that it shares with
 * such a network.
 */
final class AddressMap {
    private static final int V6 = 16;
    private static final int GROUPS = 8;

    /** Length of the part of an IPv6 multicast address that is kept: ff, flags and scope. */
    private static final int SCOPE = 16;

    private static final List<Network> KEPT = kept();

    /** Networks whose last 32 bits are an IPv4 address: RFC 4291, 2.5.5.2 and RFC 6052. */
    private static final List<Network> EMBEDDING =
            List.of(Network.frame("::ffff:0:0", 96), Network.frame("64:ff9b::", 96));

    private final CryptoPan pan;

    AddressMap(byte[] key) {
        pan = new CryptoPan(key, true);
    }

    private static List<Network> kept() {
        List<Network> kept =
                new ArrayList<>(
                        List.of(
                                Network.whole("0.0.0.0", 32),
                                Network.frame("0.0.0.0", 8),
                                Network.whole("127.0.0.0", 8),
                                Network.frame("169.254.0.0", 16),
                                Network.frame("224.0.0.0", 4),
                                // Well-known groups assigned by IANA: all hosts, OSPF, NTP; SSDP.
                                Network.whole("224.0.0.0", 23),
                                Network.whole("239.255.255.250", 32),
                                Network.frame("240.0.0.0", 4),
                                Network.whole("255.255.255.255", 32),
                                Network.whole("::", 127),
                                Network.frame("::ffff:0:0", 96),
                                Network.frame("64:ff9b::", 96),
                                Network.frame("fe80::", 64),
                                Network.frame("ff00::", 8),
                                // Solicited-node groups: they end in the last bits of the address
                                // asked for.
                                Network.frame("ff02::1:ff00:0", 104)));
        for (int scope = 0; scope < 16; scope++) {
            kept.add(Network.whole("ff0" + Integer.toHexString(scope) + "::", 104));
        }
        return List.copyOf(kept);
    }

    /** The mapped address; null if the text is not an address. */
    String address(String text) {
        byte[] bytes = Addresses.ip(text);
        return bytes == null ? null : text(map(bytes));
    }

    /** A network, or an address with a prefix length; null if the text is neither. */
    String network(String text) {
        int slash = text.indexOf('/');
        byte[] bytes = slash < 0 ? null : Addresses.ip(text.substring(0, slash));
        String digits = text.substring(slash + 1);
        if (bytes == null || !digits.matches("\\d{1,3}")) {
            return null;
        }
        int length = Integer.parseInt(digits);
        if (length > bytes.length * Byte.SIZE) {
            return null;
        }
        byte[] mapped = map(bytes);
        boolean isNetwork = Arrays.equals(bytes, cut(bytes, length));
        return text(isNetwork ? cut(mapped, length) : mapped) + "/" + length;
    }

    byte[] map(byte[] address) {
        if (EMBEDDING.stream().anyMatch(network -> network.has(address))) {
            byte[] last = map(Arrays.copyOfRange(address, V6 - 4, V6));
            byte[] mapped = address.clone();
            System.arraycopy(last, 0, mapped, V6 - 4, 4);
            return mapped;
        }
        int kept = KEPT.stream().mapToInt(network -> network.kept(address)).max().orElse(0);
        boolean group = address.length == V6 && address[0] == (byte) 0xff;
        return pan.map(address, group ? Math.max(kept, SCOPE) : kept);
    }

    private static byte[] cut(byte[] address, int length) {
        byte[] cut = address.clone();
        for (int bit = length; bit < cut.length * Byte.SIZE; bit++) {
            cut[bit / Byte.SIZE] &= (byte) ~(0x80 >> bit % Byte.SIZE);
        }
        return cut;
    }

    /** Formats an address as the recorder does (RFC 5952). */
    static String text(byte[] address) {
        if (address.length < V6) {
            return IntStream.range(0, address.length)
                    .mapToObj(i -> Integer.toString(address[i] & 0xff))
                    .collect(Collectors.joining("."));
        }
        if (EMBEDDING.get(0).has(address)) {
            return "::ffff:" + text(Arrays.copyOfRange(address, V6 - 4, V6));
        }
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = (address[2 * i] & 0xff) << Byte.SIZE | address[2 * i + 1] & 0xff;
        }
        int begin = 0;
        int longest = 1;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - i > longest) {
                begin = i;
                longest = end - i;
            }
        }
        return longest == 1
                ? joined(groups, 0, GROUPS)
                : joined(groups, 0, begin) + "::" + joined(groups, begin + longest, GROUPS);
    }

    private static String joined(int[] groups, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> Integer.toHexString(groups[i]))
                .collect(Collectors.joining(":"));
    }
}
