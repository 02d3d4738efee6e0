package dev.skbtrail.analyzer.export.frame;

import dev.skbtrail.analyzer.export.Values;

/**
 * A frame as its headers can be rebuilt from the columns of an event: without payload, and with 0
 * where a header has what no column has (checksums, the MAC addresses in a tunnel ...).
 *
 * @param bytes from the first header on
 * @param length on the wire, in bytes; at least those
 */
public record Frame(byte[] bytes, long length) {
    /** The largest that a capture file can say. */
    private static final long LONGEST = Integer.MAX_VALUE;

    /**
     * @param values columns of {@code queries/export/frames.sql}
     * @param ethernet do the frames of the interface begin with a link-layer header, or with IP?
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
