package dev.skbtrail.analyzer.export.frame;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses as bytes. Java's own parser asks the network for what is no address; a trace must not
 * make it.
 */
final class Addresses {
    private static final Pattern IPV4 =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
    private static final Pattern GROUPS =
            Pattern.compile("(?:[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{1,4}){0,7})?");
    private static final Pattern MAC = Pattern.compile("[0-9a-fA-F]{2}(?::[0-9a-fA-F]{2}){5}");
    private static final int LONGEST = 45;
    private static final int HEX = 16;
    private static final int V6 = 16;

    private Addresses() {}

    /** Four or sixteen bytes; null for what is no address. */
    static byte[] ip(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return null;
        }
        return text.indexOf(':') < 0 ? ipv4(text) : ipv6(text);
    }

    /** Six bytes; null for what is no MAC address. */
    static byte[] mac(String text) {
        if (!MAC.matcher(text).matches()) {
            return null;
        }
        byte[] bytes = new byte[6];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(text.substring(3 * i, 3 * i + 2), HEX);
        }
        return bytes;
    }

    private static byte[] ipv4(String text) {
        Matcher parts = IPV4.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        byte[] bytes = new byte[4];
        for (int i = 0; i < bytes.length; i++) {
            int part = Integer.parseInt(parts.group(i + 1));
            if (part > 0xff) {
                return null;
            }
            bytes[i] = (byte) part;
        }
        return bytes;
    }

    private static byte[] ipv6(String text) {
        String groups = text;
        int lastColon = text.lastIndexOf(':');
        if (text.indexOf('.') >= 0) {
            byte[] tail = ipv4(text.substring(lastColon + 1));
            if (tail == null) {
                return null;
            }
            groups =
                    text.substring(0, lastColon + 1)
                            + Integer.toHexString((tail[0] & 0xff) << 8 | tail[1] & 0xff)
                            + ":"
                            + Integer.toHexString((tail[2] & 0xff) << 8 | tail[3] & 0xff);
        }
        String[] halves = groups.split("::", -1);
        if (halves.length > 2
                || !GROUPS.matcher(halves[0]).matches()
                || !GROUPS.matcher(halves[halves.length - 1]).matches()) {
            return null;
        }
        return join(halves);
    }

    private static byte[] join(String[] halves) {
        int[] head = groups(halves[0]);
        int[] tail = halves.length == 2 ? groups(halves[1]) : new int[0];
        int count = head.length + tail.length;
        if (halves.length == 2 ? count > 7 : count != 8) {
            return null;
        }
        byte[] bytes = new byte[V6];
        for (int i = 0; i < head.length; i++) {
            put(bytes, i, head[i]);
        }
        for (int i = 0; i < tail.length; i++) {
            put(bytes, 8 - tail.length + i, tail[i]);
        }
        return bytes;
    }

    private static int[] groups(String text) {
        if (text.isEmpty()) {
            return new int[0];
        }
        String[] parts = text.split(":");
        int[] groups = new int[parts.length];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = Integer.parseInt(parts[i], HEX);
        }
        return groups;
    }

    private static void put(byte[] bytes, int group, int value) {
        bytes[2 * group] = (byte) (value >> 8);
        bytes[2 * group + 1] = (byte) value;
    }
}
