package dev.skbtrail.recorder.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PacketFilterTest {
    private static final PacketFilter FILTER =
            new PacketFilter(
                    List.of(AddressRange.parse("10.0.0.0/8")),
                    List.of(AddressRange.parse("2001:db8::1")),
                    List.of(AddressRange.parse("10.1.2.3"), AddressRange.parse("10.1.2.4")),
                    List.of(new Port(1000)),
                    List.of(new Port(65_535), new Port(53)),
                    List.of(new Port(443)),
                    List.of(Protocol.parse("tcp"), Protocol.parse("132")),
                    List.of("eth0", "a-long-name-015"),
                    List.of(new NamespaceMatch(0xf000_0001L, "blue")));

    @Test
    void writesEveryKindWhereTheKernelReadsIt() {
        ByteBuffer bytes = ByteBuffer.wrap(FILTER.toBytes()).order(ByteOrder.nativeOrder());
        assertEquals(FilterLayout.SIZE, bytes.capacity());
        assertArrayEquals(FILTER.sources().get(0).value(), slice(bytes, FilterLayout.SOURCE, 16));
        assertArrayEquals(
                FILTER.sources().get(0).mask(), slice(bytes, FilterLayout.SOURCE + 16, 16));
        assertArrayEquals(
                FILTER.destinations().get(0).value(), slice(bytes, FilterLayout.DESTINATION, 16));
        assertArrayEquals(FILTER.hosts().get(1).value(), slice(bytes, FilterLayout.HOST + 32, 16));
        assertArrayEquals(
                Arrays.copyOf("eth0".getBytes(StandardCharsets.UTF_8), 16),
                slice(bytes, FilterLayout.IFNAME, 16));
        assertEquals('a', bytes.get(FilterLayout.IFNAME + 16));
        assertEquals(0, bytes.get(FilterLayout.IFNAME + 31));
        assertEquals(0xf000_0001, bytes.getInt(FilterLayout.NETNS));
        assertEquals(1000, bytes.getShort(FilterLayout.SOURCE_PORT));
        assertEquals((short) 65_535, bytes.getShort(FilterLayout.DESTINATION_PORT));
        assertEquals(53, bytes.getShort(FilterLayout.DESTINATION_PORT + 2));
        assertEquals(443, bytes.getShort(FilterLayout.PORT));
        assertEquals(6, bytes.get(FilterLayout.PROTOCOL));
        assertEquals((byte) 132, bytes.get(FilterLayout.PROTOCOL + 1));
        assertArrayEquals(
                new byte[] {1, 1, 2, 2, 1, 1, 2, 1, 2}, slice(bytes, FilterLayout.SOURCES, 9));
    }

    @Test
    void writesNothingButZerosWhenItIsEmpty() {
        assertTrue(PacketFilter.NONE.isEmpty());
        assertArrayEquals(new byte[FilterLayout.SIZE], PacketFilter.NONE.toBytes());
    }

    @Test
    void keepsWhatTheUserWroteForTheTrace() {
        assertFalse(FILTER.isEmpty());
        assertEquals(
                Map.of(
                        "src", List.of("10.0.0.0/8"),
                        "dst", List.of("2001:db8::1"),
                        "host", List.of("10.1.2.3", "10.1.2.4"),
                        "sport", List.of("1000"),
                        "dport", List.of("65535", "53"),
                        "port", List.of("443"),
                        "proto", List.of("tcp", "132"),
                        "iface", List.of("eth0", "a-long-name-015"),
                        "netns", List.of("blue")),
                FILTER.toMap());
        assertEquals(Map.of(), PacketFilter.NONE.toMap());
    }

    @Test
    void refusesMoreAlternativesThanTheKernelTakes() {
        filter(Collections.nCopies(PacketFilter.MAX_ALTERNATIVES, new Port(1)), List.of());
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> filter(Collections.nCopies(9, new Port(1)), List.of()));
        assertTrue(refused.getMessage().startsWith("9 ports, but"), refused.getMessage());
    }

    @Test
    void refusesNamesThatNoInterfaceCanHave() {
        for (String name : new String[] {"", "sixteen-letters-", "fünfzehn-stellen"}) {
            assertThrows(
                    IllegalArgumentException.class, () -> filter(List.of(), List.of(name)), name);
        }
    }

    @Test
    void readsProtocolsByNameAndNumber() {
        assertEquals(6, Protocol.parse("TCP").number());
        assertEquals(58, Protocol.parse("icmpv6").number());
        assertEquals(255, Protocol.parse("255").number());
        for (String wrong : new String[] {"256", "-1", "", "tpc"}) {
            assertThrows(IllegalArgumentException.class, () -> Protocol.parse(wrong), wrong);
        }
        String message =
                assertThrows(IllegalArgumentException.class, () -> Protocol.parse("tpc"))
                        .getMessage();
        assertTrue(message.contains("tcp"), message);
    }

    @Test
    void refusesWhatIsNoPort() {
        assertEquals(65_535, Port.parse("65535").number());
        for (String wrong : new String[] {"0", "65536", "-1", "http", "", "999999"}) {
            assertThrows(IllegalArgumentException.class, () -> Port.parse(wrong), wrong);
        }
    }

    private static PacketFilter filter(List<Port> ports, List<String> interfaces) {
        List<AddressRange> any = List.of();
        return new PacketFilter(
                any, any, any, List.of(), List.of(), ports, List.of(), interfaces, List.of());
    }

    private static byte[] slice(ByteBuffer bytes, int offset, int length) {
        byte[] slice = new byte[length];
        bytes.get(offset, slice);
        return slice;
    }
}
