package dev.skbtrail.recorder.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What users write for each kind of filter. */
class AlternativesTest {
    private static final Map<String, Function<String, ? extends Alternative>> PARSERS =
            Map.of(
                    "address", AddressRange::parse,
                    "port", NumberRange::port,
                    "length", NumberRange::length,
                    "vlan", NumberRange::vlan,
                    "icmp id", NumberRange::icmpId,
                    "pid", NumberRange::pid,
                    "mark", BitPattern::mark,
                    "flags", BitPattern::tcpFlags,
                    "protocol", NamedNumbers::protocol,
                    "ethertype", NamedNumbers::ethertype);

    @Test
    void readsNumbersAndRanges() {
        assertEquals(new NumberRange(443, 443, "443"), NumberRange.port("443"));
        assertEquals(new NumberRange(8000, 8100, "8000-8100"), NumberRange.port("8000-8100"));
        assertEquals(new NumberRange(1024, 65_535, "1024-"), NumberRange.port("1024-"));
        assertEquals(new NumberRange(1500, 0xffff_ffffL, "1500-"), NumberRange.length("1500-"));
        assertEquals(new NumberRange(0, 4095, "0-4095"), NumberRange.vlan("0-4095"));
        refuse(NumberRange::port, "0", "65536", "-1", "http", "", "9-8", "1-65536", "1-2-3");
        refuse(NumberRange::vlan, "4096", "-");
        refuse(NumberRange::length, "4294967296", "1k");
        refuse(NumberRange::pid, "0", "1-2", "self");
        refuse(NumberRange::ipVersion, "5", "");
    }

    @Test
    void readsProtocolsAndEthertypesByNameAndNumber() {
        assertEquals(6, NamedNumbers.protocol("TCP").first());
        assertEquals(58, NamedNumbers.protocol("icmpv6").first());
        assertEquals(255, NamedNumbers.protocol("255").first());
        assertEquals(0x0806, NamedNumbers.ethertype("arp").first());
        assertEquals(0x88cc, NamedNumbers.ethertype("0x88CC").first());
        refuse(NamedNumbers::protocol, "256", "-1", "", "tpc");
        refuse(NamedNumbers::ethertype, "0x10000", "65536", "apr");
        String message =
                assertThrows(IllegalArgumentException.class, () -> NamedNumbers.protocol("tpc"))
                        .getMessage();
        assertTrue(message.contains("did you mean 3pc, tcp"), message);
    }

    @Test
    void readsMarks() {
        assertEquals(new BitPattern(16, 0xffff_ffffL, "16"), BitPattern.mark("16"));
        assertEquals(new BitPattern(16, 0xff, "0x10/0xff"), BitPattern.mark("0x10/0xff"));
        assertEquals(new BitPattern(0, 1, "0/1"), BitPattern.mark("0/1"));
        assertEquals(new BitPattern(10, 0xffff_ffffL, "010"), BitPattern.mark("010"));
        refuse(BitPattern::mark, "0x100/0xff", "4294967296", "1/", "/1", "ten", "0x", "-1");
    }

    @Test
    void readsTcpFlags() {
        assertEquals(new BitPattern(2, 0x12, "syn,!ack"), BitPattern.tcpFlags("syn,!ack"));
        assertEquals(new BitPattern(4, 4, "RST"), BitPattern.tcpFlags("RST"));
        refuse(BitPattern::tcpFlags, "", "syn,", "sny", "syn,!syn", "!", "ack,ack");
    }

    /** As many bytes as the kernel stores: the rest of a name is not compared. */
    @Test
    void readsNames() {
        for (String wrong : List.of("", "sixteen-letters-", "fünfzehn-stellen")) {
            assertThrows(
                    IllegalArgumentException.class, () -> KernelName.ofInterface(wrong), wrong);
        }
        refuse(KernelName::ofCommand, "");
        ByteBuffer bytes = ByteBuffer.allocate(KernelName.SIZE);
        KernelName.ofCommand("systemd-networkd").write(bytes, 0);
        assertEquals('k', bytes.get(14));
        assertEquals(0, bytes.get(15));
    }

    /** For any input, the result is a value or a one-line message. */
    @Test
    void refusesNonsenseInOneLine() {
        Random random = new Random(3);
        String letters = "0123456789abcdefxX.:/-,!%*[] \u0000\u00e4synackTCP";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length >= 0; length--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            PARSERS.forEach((what, parser) -> parseOrRefuse(what, parser, text.toString()));
        }
    }

    private static void parseOrRefuse(
            String what, Function<String, ? extends Alternative> parser, String text) {
        try {
            assertEquals(text, parser.apply(text).text());
        } catch (IllegalArgumentException e) {
            assertFalse(e.getMessage().isEmpty() || e.getMessage().contains("\n"), what);
            assertFalse(e instanceof NumberFormatException, what + " " + text);
        }
    }

    private static void refuse(Function<String, ? extends Alternative> parser, String... wrong) {
        for (String text : wrong) {
            assertThrows(IllegalArgumentException.class, () -> parser.apply(text), text);
        }
    }
}
