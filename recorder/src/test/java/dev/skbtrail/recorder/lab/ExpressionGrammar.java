package dev.skbtrail.recorder.lab;

import java.util.List;
import java.util.Random;

/** Random expressions of the grammar of pcap-filter(7), about the packets of lab/protocols. */
final class ExpressionGrammar {
    private static final List<String> PRIMITIVES =
            List.of(
                    "%s host 192.0.2.%d",
                    "%s host 2001:db8::%d",
                    "%s net 192.0.2.0/24",
                    "%s net 2001:db8::/32",
                    "%s port 80",
                    "tcp %s port 8080",
                    "udp %s portrange 79-8080",
                    "ether %s host 02:00:00:00:00:0%d",
                    "ip",
                    "ip6",
                    "arp",
                    "icmp",
                    "icmp6",
                    "ip proto 17",
                    "ip6 proto 6",
                    "ether proto 0x0806",
                    "ip multicast",
                    "ip6 multicast",
                    "greater 100",
                    "less 80",
                    "len >= 1000",
                    "tcp[tcpflags] & (tcp-syn|tcp-fin) != 0",
                    "tcp[((tcp[12] & 0xf0) >> 2):1] = 0",
                    "icmp[icmptype] = icmp-echo",
                    "ip[6:2] & 0x1fff != 0",
                    "ip[8] - 1 > 62",
                    "ip[2:2] / 3 > 100",
                    "ip[2:2] %% 7 = 3",
                    "ip[4:2] ^ 1 < 0x8000",
                    "udp[4:2] << 2 > 1000",
                    "ip6[6] = 58",
                    "ether[12:2] = 0x86dd",
                    "udp[8:4] = 0x08000000",
                    "ether[0] & 1 != 0");

    private static final List<String> DIRECTIONS =
            List.of("src", "dst", "src or dst", "src and dst");

    private final Random random;

    ExpressionGrammar(long seed) {
        random = new Random(seed);
    }

    /**
     * A tag shifts the offsets of what follows, so it is placed where its meaning is unambiguous.
     */
    String next() {
        String expression = expression(random.nextInt(4));
        return switch (random.nextInt(8)) {
            case 0 -> "vlan and (" + expression + ")";
            case 1 -> "vlan " + (7 + random.nextInt(3)) + " or (" + expression + ")";
            default -> expression;
        };
    }

    private String expression(int depth) {
        if (depth == 0) {
            return one(PRIMITIVES).formatted(one(DIRECTIONS), 1 + random.nextInt(2));
        }
        return switch (random.nextInt(5)) {
            case 0 -> "not (" + expression(depth - 1) + ")";
            case 1, 2 -> "(" + expression(depth - 1) + ") and (" + expression(depth - 1) + ")";
            default -> "(" + expression(depth - 1) + ") or (" + expression(depth - 1) + ")";
        };
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
