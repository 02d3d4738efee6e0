package dev.skbtrail.analyzer.text;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Parses addresses into bytes. Java's parser does a DNS lookup if the text is not an address. A
 * trace must not trigger lookups, so only text shaped like an address is passed to it.
 */
public final class Addresses {
    private static final String BYTE = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");

    /** If the text contains a colon, Java parses it as IPv6 or rejects it, without a DNS lookup. */
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:][0-9a-fA-F:.]*");

    private static final Pattern MAC = Pattern.compile("[0-9a-fA-F]{2}(?::[0-9a-fA-F]{2}){5}");
    private static final int LONGEST = 45;
    private static final int V6 = 16;

    private Addresses() {}

    /** Four or sixteen bytes; null if the text is not an IP address. */
    public static byte[] ip(String text) {
        boolean isV6 = text.indexOf(':') >= 0;
        if (text.length() > LONGEST || !(isV6 ? IPV6 : IPV4).matcher(text).matches()) {
            return null;
        }
        try {
            byte[] bytes = InetAddress.getByName(text).getAddress();
            return isV6 && bytes.length < V6 ? mapped(bytes) : bytes;
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** Java converts ::ffff:192.0.2.1 to IPv4 (RFC 4291, 2.5.5.2); this undoes it. */
    private static byte[] mapped(byte[] ipv4) {
        byte[] bytes = new byte[V6];
        Arrays.fill(bytes, V6 - ipv4.length - 2, V6 - ipv4.length, (byte) 0xff);
        System.arraycopy(ipv4, 0, bytes, V6 - ipv4.length, ipv4.length);
        return bytes;
    }

    /** Six bytes; null if the text is not a MAC address. */
    public static byte[] mac(String text) {
        return MAC.matcher(text).matches() ? HexFormat.ofDelimiter(":").parseHex(text) : null;
    }
}
