package dev.skbtrail.analyzer.export.frame;

import dev.skbtrail.analyzer.export.Values;

/**
 * A frame whose headers are rebuilt from the columns of an event. It has no payload, and fields
 * that no column holds (checksums, the MAC addresses in a tunnel ...) are 0.
 *
 * @param bytes starting with the first header
 * @param length length on the wire in bytes; at least that of {@code bytes}
 */
public record Frame(byte[] bytes, long length) {
    /** The largest length that a capture file can represent. */
    private static final long LONGEST = Integer.MAX_VALUE;

    /**
     * @param values columns of {@code queries/export/frames.sql}
     * @param ethernet whether frames of the interface begin with a link-layer header, or with IP
     */
    public static Frame of(Values values, boolean ethernet) {
        FrameBytes bytes = new FrameBytes();
        if (ethernet) {
            Ethernet.write(bytes, values);
        }
        int link = bytes.size();
        long length = 0;
        if (Arp.is(values)) {
            Arp.write(bytes, values, ethernet);
        } else if (Ip.of(values) != null) {
            Ip ip = Ip.of(values);
            length = link + ip.length();
            ip.write(bytes);
            Transport.write(bytes, values, ip);
        } else {
            length = values.number("len") + ("in".equals(values.text("direction")) ? link : 0);
            bytes.end(0);
        }
        long longest = Math.min(LONGEST, Math.max(length, bytes.least()));
        return new Frame(bytes.toArray(), longest);
    }
}
