package dev.skbtrail.recorder.pcap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compiles good and bad expressions. ExpressionIT tests what they select. */
class PcapFilterTest {
    private static final int EXPRESSIONS = 20_000;

    /** Each kind of primitive; no host names, for which libpcap would query a name server. */
    private static final List<String> SEEDS =
            List.of(
                    "tcp port 443 and net 10.0.0.0/8",
                    "not (arp or ip6) and src host 192.0.2.1",
                    "ether src 02:00:00:00:00:01 or vlan 7 and udp portrange 79-8080",
                    "tcp[((tcp[12] & 0xf0) >> 2):4] = 0x47455420",
                    "ip[2:2] / 3 > 100 || icmp[icmptype] != icmp-echo",
                    "ip6 proto 58 && len <= 1500",
                    "(tcp[tcpflags] & (tcp-syn|tcp-fin)) != 0",
                    "dst net 2001:db8::/32 and greater 100",
                    "mpls 100 or pppoes 1 or geneve 2",
                    "ip protochain 6 or atalk or sctp");

    private static final List<String> TOKENS =
            List.of(
                    "and",
                    "or",
                    "not",
                    "(",
                    ")",
                    "[",
                    "]",
                    ":",
                    "&",
                    "/",
                    "%",
                    "<<",
                    "host",
                    "net",
                    "port",
                    "0",
                    "-1",
                    "4294967296",
                    "99999999999999999999",
                    "ip",
                    "tcp",
                    "vlan",
                    "gateway",
                    "broadcast",
                    "inbound",
                    "ifname",
                    "0x",
                    "::",
                    "10.0.0.0/33",
                    "\u00e4",
                    "\u0000",
                    "\u001b[31m",
                    "%s%n",
                    "'",
                    "\\",
                    "\n",
                    "ip[0xffffffff:4]");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "host 10.0.0.0/8    | write net 10.0.0.0/8, not host",
                "host 10.0.0.0 mask 255.0.0.0 | write net 10.0.0.0/8, not host",
                "tcp and            | syntax error (the language is that of man pcap-filter)",
                "ip broadcast       | write dst host 10.0.0.255, or ether broadcast",
                "inbound            | use --iface",
                "ip6 protochain 6   | use 'ip6 proto' or 'ip proto'",
                "ip[9000] = 1       | at most 2,048: mask the offset",
                "ip[ip[2:2]] = 1    | at most 2,048: mask the offset",
                "ip[0] / 0 = 1      | division by zero",
                "port nosuchservice | unknown port 'nosuchservice'",
                "udp and tcp        | expression rejects all packets",
            })
    void saysWhatIsWrongAndTheFix(String expression, String named) {
        String refusal = refusal(expression);
        assertTrue(refusal.startsWith("filter expression '" + expression + "': "), refusal);
        assertTrue(refusal.contains(named), refusal);
    }

    @Test
    void takesWhatFillsTheRoomAndNoMore() {
        PcapFilter.parse(hosts(60));
        assertTrue(refusal(hosts(600)).contains("a recording takes 1,022: use networks"));
        assertTrue(refusal("tcp" + " or tcp".repeat(3000)).contains("at most 16,384 are taken"));
    }

    @Test
    void looksNoDeeperThanTheExpression() {
        // Ethernet header, the longest IPv4 header, both ports.
        assertEquals(14 + 60 + 4, PcapFilter.parse("tcp port 80").reach());
        assertEquals(14, PcapFilter.parse("greater 100").reach());
        assertTrue(PcapFilter.parse("  ").isEmpty());
    }

    /** For any input, the result is a program that fits, or one line without control characters. */
    @Test
    void meetsAnyExpressionWithAProgramOrAClearLine() {
        Random random = new Random(20261121);
        int[] taken = new int[1];
        Assertions.assertTimeout(
                Duration.ofMinutes(2),
                () -> {
                    for (int i = 0; i < EXPRESSIONS; i++) {
                        taken[0] += isTaken(mutated(random)) ? 1 : 0;
                    }
                });
        assertTrue(taken[0] > 1000 && taken[0] < EXPRESSIONS - 1000, taken[0] + " were taken");
    }

    private static boolean isTaken(String expression) {
        try {
            PcapFilter filter = PcapFilter.parse(expression);
            assertTrue(filter.reach() <= Translator.REACH_MAX, expression);
            assertTrue(
                    filter.body().length <= InstructionBudget.MOST_INSTRUCTIONS * Long.BYTES,
                    expression);
            assertEquals(0, filter.body().length % Long.BYTES, expression);
            return true;
        } catch (IllegalArgumentException e) {
            String message = e.getMessage();
            assertFalse(message.isBlank(), expression);
            assertTrue(message.length() < 400, message);
            assertTrue(message.chars().noneMatch(Character::isISOControl), message);
            return false;
        }
    }

    private static String mutated(Random random) {
        StringBuilder expression = new StringBuilder(one(SEEDS, random));
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(expression.length() + 1);
            int end = Math.min(expression.length(), at + random.nextInt(6));
            switch (random.nextInt(4)) {
                case 0 -> expression.delete(at, end);
                case 1 -> expression.replace(at, end, " " + one(TOKENS, random) + " ");
                case 2 -> expression.insert(at, (char) (' ' + random.nextInt(95)));
                default ->
                        expression
                                .insert(0, "(")
                                .append(random.nextBoolean() ? ") or (" : ") and not (")
                                .append(one(SEEDS, random))
                                .append(")");
            }
        }
        return expression.toString();
    }

    private static String one(List<String> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static String hosts(int number) {
        StringBuilder hosts = new StringBuilder("host 192.0.2.1");
        for (int i = 1; i < number; i++) {
            hosts.append(" or host 198.51.").append(i / 250).append('.').append(i % 250);
        }
        return hosts.toString();
    }

    private static String refusal(String expression) {
        return assertThrows(IllegalArgumentException.class, () -> PcapFilter.parse(expression))
                .getMessage();
    }
}
