package dev.skbtrail.analyzer.export.frame;

import dev.skbtrail.analyzer.export.Values;
import java.util.List;

/** A TCP header (RFC 9293) up to its options, which are in no column. */
final class Tcp {
    private static final int HEADER = 20;
    private static final int LONGEST = 60;

    /** Starting with the lowest bit. */
    private static final List<String> FLAGS =
            List.of("FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR");

    private Tcp() {}

    static void write(FrameBytes bytes, Values values, Ip ip) {
        Transport.ports(bytes, values);
        if (!values.has("tcp_flags")) {
            bytes.end(HEADER - 4);
        }
        int length = length(values, ip);
        bytes.u32(values.number("tcp_seq"));
        bytes.u32(values.number("tcp_ack"));
        bytes.u8(length / 4 << 4);
        bytes.u8(flags(values.text("tcp_flags")));
        bytes.u16(values.number("tcp_window"));
        bytes.u16(0);
        bytes.u16(0);
        bytes.end(length - HEADER);
    }

    /**
     * Header length: what remains between IP header and payload. Too large if there are IPv4
     * options.
     */
    private static int length(Values values, Ip ip) {
        long rest =
                ip.length() - ip.headerLength() - values.number("payload_len", Long.MIN_VALUE / 2);
        boolean possible = rest >= HEADER && rest <= LONGEST && rest % 4 == 0;
        return possible ? (int) rest : HEADER;
    }

    private static int flags(String names) {
        int bits = 0;
        for (String name : names.split("\\|", FLAGS.size() + 1)) {
            int bit = FLAGS.indexOf(name);
            bits |= bit < 0 ? 0 : 1 << bit;
        }
        return bits;
    }
}
