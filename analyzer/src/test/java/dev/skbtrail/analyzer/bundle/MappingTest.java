package dev.skbtrail.analyzer.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.text.Addresses;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingTest {
    private final Key key = Key.random();
    private final Changes changes = new Changes();
    private final Mapping mapping = new Mapping(key, false, changes);

    @ParameterizedTest
    @EnumSource(names = {"POINTER", "COOKIE", "INODE", "PROCESS", "HASH", "SPI"})
    void drawsDifferentNumbersDifferently(Kind kind) {
        Set<Long> drawn = new HashSet<>();
        long kept =
                LongStream.rangeClosed(1, 5_000)
                        .filter(
                                value -> {
                                    long mapped = mapping.number(kind, value);
                                    assertTrue(drawn.add(mapped) && mapped > 0);
                                    return mapped == value;
                                })
                        .count();
        assertTrue(kept < 10, kept + " stayed");
        assertEquals(0, mapping.number(kind, 0));
    }

    @Test
    void drawsKernelAddressesAsSuchWhereverTheyStand() {
        long address = 0xffff_8881_0293_4500L;
        long mapped = mapping.number(Kind.POINTER, address);
        assertNotEquals(address, mapped);
        assertEquals(0xffff, mapped >>> 48);
        assertEquals(mapped, mapping.number(Kind.RESULT, address));
        for (long result : new long[] {-4095, -22, -1, 0, 1, 2, 1L << 40}) {
            assertEquals(result, mapping.number(Kind.RESULT, result));
        }
    }

    @Test
    void keepsProcessNumbersInTheirColumn() {
        for (long value : new long[] {1, 4_194_303, 4_194_304, Integer.MAX_VALUE}) {
            long mapped = mapping.number(Kind.PROCESS, value);
            assertEquals(mapped, (int) mapped);
            assertEquals(value < 4_194_304, mapped < 4_194_304);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "INTERFACE, eth0, if-[a-z0-9]{8}",
        "COMM, nginx, comm-[a-z0-9]{8}",
        "NETNS, blue, ns-[a-z0-9]{8}",
        "HOST, db.example.org, host-[a-z0-9]{8}",
        "NFT, blocklist, nft-[a-z0-9]{8}",
        "COMM, kworker/0:1-wg-crypt-wg0, comm-.*",
        "COMM, napi/eth0-1, comm-.*",
        "RELEASE, 6.1.0-57-amd64-acme, 6\\.1\\.0-57-amd64",
        "RELEASE, 6.12.3-acme, 6\\.12\\.3",
        "SYSCTL, net/ipv4/conf/eth0.7/rp_filter, net/ipv4/conf/if-[a-z0-9]{8}/rp_filter",
        "KERNEL, 10.1.2.3, \\[removed]",
        "KERNEL, 02:00:00:00:00:01, \\[removed]"
    })
    void mapsNamesAsNames(Kind kind, String name, String form) {
        String mapped = mapping.text(kind, name, "test");
        assertTrue(mapped.matches(form), mapped);
        assertTrue(kind == Kind.SYSCTL || mapped.length() <= 15, mapped);
    }

    @ParameterizedTest
    @CsvSource({
        "INTERFACE, lo",
        "NETNS, host",
        "COMM, swapper/1",
        "COMM, ksoftirqd/0",
        "NFT, FORWARD",
        "NFT, filter",
        "KERNEL, __udp4_lib_rcv+0x4bc",
        "KERNEL, tcp:ingress",
        "RELEASE, 6.1.0-57-amd64",
        "SYSCTL, net/ipv4/conf/all/rp_filter",
        "SYSCTL, net/core/somaxconn"
    })
    void keepsWhatTheKernelNames(Kind kind, String name) {
        assertEquals(name, mapping.text(kind, name, "test"));
    }

    @Test
    void mapsAlikeWithTheSameKeyOnly() {
        Mapping same = new Mapping(key, false, new Changes());
        Mapping other = new Mapping(Key.random(), false, new Changes());
        for (Kind kind : new Kind[] {Kind.INTERFACE, Kind.COMM, Kind.NETNS, Kind.HOST}) {
            assertEquals(mapping.name(kind, "a"), same.name(kind, "a"));
            assertNotEquals(mapping.name(kind, "a"), other.name(kind, "a"));
        }
        assertNotEquals(
                mapping.name(Kind.HOST, "a").substring(5),
                mapping.name(Kind.COMM, "a").substring(5));
        assertEquals(mapping.addressOrNull("10.1.2.3"), same.addressOrNull("10.1.2.3"));
        assertNotEquals(mapping.addressOrNull("10.1.2.3"), other.addressOrNull("10.1.2.3"));
        assertEquals(mapping.number(Kind.HASH, 77), same.number(Kind.HASH, 77));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ff:ff:ff:ff:ff:ff",
                "00:00:00:00:00:00",
                "01:80:c2:00:00:00",
                "33:33:00:00:00:fb",
                "01:00:5e:00:00:fb"
            })
    void keepsMacAddressesThatMeanNobody(String mac) {
        assertEquals(mac, mapping.addressOrNull(mac));
    }

    @Test
    void keepsWhetherMacAddressesAreOfGroupsAndOfVendors() {
        Set<String> mapped = new HashSet<>();
        for (int i = 0; i < 256; i++) {
            String mac = String.format(Locale.ROOT, "%02x:0c:29:aa:bb:cc", i);
            String found = mapping.addressOrNull(mac);
            assertEquals(i & 3, Integer.parseInt(found.substring(0, 2), 16) & 3, mac);
            assertTrue(mapped.add(found), mac);
        }
        Mapping vendors = new Mapping(key, true, new Changes());
        String found = vendors.addressOrNull("00:0c:29:aa:bb:cc");
        assertTrue(found.startsWith("00:0c:29:") && !found.endsWith("aa:bb:cc"), found);
    }

    /** Neighbour solicitations use a multicast group and the MAC address derived from it. */
    @Test
    void mapsTheMacAddressOfAGroupLikeTheGroup() {
        String group = mapping.addressOrNull("ff02::1:ff12:3456");
        byte[] bytes = Addresses.ip(group);
        String mac = mapping.addressOrNull("33:33:ff:12:34:56");
        assertEquals("33:33:" + HexFormat.ofDelimiter(":").formatHex(bytes, 12, 16), mac);
        assertTrue(group.startsWith("ff02::1:ff") && !group.endsWith("12:3456"), group);
    }
}
