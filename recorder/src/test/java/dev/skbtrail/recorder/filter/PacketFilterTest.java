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
    private static final AddressRange NETWORK = AddressRange.parse("10.0.0.0/8");
    private static final AddressRange SECOND = AddressRange.parse("10.1.2.4");
    private static final PacketFilter FILTER =
            PacketFilter.NONE
                    .with(FilterKind.SRC, List.of(NETWORK))
                    .with(FilterKind.HOST, List.of(AddressRange.parse("::1"), SECOND))
                    .with(
                            FilterKind.DPORT,
                            List.of(NumberRange.port("53"), NumberRange.port("8000-8100")))
                    .with(FilterKind.IFNAME, List.of(KernelName.ofInterface("a-long-name-015")))
                    .with(FilterKind.NETNS, List.of(NumberRange.of(0xf000_0001L, "blue")))
                    .with(FilterKind.MARK, List.of(BitPattern.mark("0x80000010/0x800000ff")))
                    .with(FilterKind.TCP_FLAGS, List.of(BitPattern.tcpFlags("syn,!ack")));

    @Test
    void writesEveryKindWhereTheKernelReadsIt() {
        ByteBuffer bytes = ByteBuffer.wrap(FILTER.toBytes()).order(ByteOrder.nativeOrder());
        assertEquals(PacketFilter.SIZE, bytes.capacity());
        assertArrayEquals(NETWORK.value(), slice(bytes, FilterKind.SRC.offset(), 16));
        assertArrayEquals(NETWORK.mask(), slice(bytes, FilterKind.SRC.offset() + 16, 16));
        assertArrayEquals(SECOND.value(), slice(bytes, FilterKind.HOST.offset() + 32, 16));
        assertArrayEquals(
                Arrays.copyOf("a-long-name-015".getBytes(StandardCharsets.UTF_8), 16),
                slice(bytes, FilterKind.IFNAME.offset(), 16));
        assertEquals(53, bytes.getInt(FilterKind.DPORT.offset()));
        assertEquals(53, bytes.getInt(FilterKind.DPORT.offset() + 4));
        assertEquals(8000, bytes.getInt(FilterKind.DPORT.offset() + 8));
        assertEquals(8100, bytes.getInt(FilterKind.DPORT.offset() + 12));
        assertEquals(0xf000_0001, bytes.getInt(FilterKind.NETNS.offset()));
        assertEquals(0x8000_0010, bytes.getInt(FilterKind.MARK.offset()));
        assertEquals(0x8000_00ff, bytes.getInt(FilterKind.MARK.offset() + 4));
        assertEquals(0x02, bytes.getInt(FilterKind.TCP_FLAGS.offset()));
        assertEquals(0x12, bytes.getInt(FilterKind.TCP_FLAGS.offset() + 4));
        assertEquals(2, bytes.get(FilterKind.HOST.countOffset()));
        assertEquals(1, bytes.get(FilterKind.TCP_FLAGS.countOffset()));
        assertEquals(0, bytes.get(FilterKind.PORT.countOffset()));
    }

    @Test
    void writesNothingButZerosWhenItIsEmpty() {
        assertTrue(PacketFilter.NONE.isEmpty());
        assertTrue(PacketFilter.NONE.with(FilterKind.PORT, List.of()).isEmpty());
        assertArrayEquals(new byte[PacketFilter.SIZE], PacketFilter.NONE.toBytes());
    }

    @Test
    void keepsWhatTheUserWroteForTheTrace() {
        assertFalse(FILTER.isEmpty());
        assertEquals(
                Map.of(
                        "src", List.of("10.0.0.0/8"),
                        "host", List.of("::1", "10.1.2.4"),
                        "dport", List.of("53", "8000-8100"),
                        "iface", List.of("a-long-name-015"),
                        "netns", List.of("blue"),
                        "mark", List.of("0x80000010/0x800000ff"),
                        "tcp-flags", List.of("syn,!ack")),
                FILTER.toMap());
        assertEquals(Map.of(), PacketFilter.NONE.toMap());
    }

    @Test
    void refusesMoreAlternativesThanTheKernelTakes() {
        NumberRange port = NumberRange.port("1");
        PacketFilter.NONE.with(
                FilterKind.PORT, Collections.nCopies(PacketFilter.MAX_ALTERNATIVES, port));
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                PacketFilter.NONE.with(
                                        FilterKind.PORT, Collections.nCopies(9, port)));
        assertTrue(refused.getMessage().startsWith("9 ports, but"), refused.getMessage());
    }

    private static byte[] slice(ByteBuffer bytes, int offset, int length) {
        byte[] slice = new byte[length];
        bytes.get(offset, slice);
        return slice;
    }
}
