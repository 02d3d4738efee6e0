package dev.skbtrail.analyzer.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.skbtrail.analyzer.text.Addresses;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CryptoPanTest {
    /** The key of the sample in the authors' distribution. */
    private static final int[] SAMPLE_KEY = {
        21, 34, 23, 141, 51, 164, 207, 128, 19, 10, 91, 22, 73, 144, 125, 16, 216, 152, 143, 131,
        121, 121, 101, 39, 98, 87, 76, 45, 42, 132, 34, 2
    };

    private static final AddressMap MAP = new AddressMap(Key.random().derive("test"));

    private static byte[] sampleKey() {
        byte[] key = new byte[SAMPLE_KEY.length];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) SAMPLE_KEY[i];
        }
        return key;
    }

    /**
     * IPv4 from the authors' sample trace; IPv6 as other programs extend the scheme to 128 bits.
     */
    @ParameterizedTest
    @CsvSource({
        "128.11.68.132, 135.242.180.132",
        "129.118.74.4, 134.136.186.123",
        "130.132.252.244, 133.68.164.234",
        "141.223.7.43, 141.167.8.160",
        "152.163.225.39, 151.140.114.167",
        "192.102.249.13, 252.138.62.131",
        "207.33.151.131, 241.1.233.131",
        "24.0.250.221, 100.15.198.226",
        "38.15.67.68, 64.3.66.187",
        "4.3.88.225, 124.60.155.63",
        "63.97.7.140, 95.97.9.123",
        "64.39.15.238, 0.219.7.41",
        "10.185.25.118, 117.161.29.118",
        "::1, 78ff:f001:9fc0:20df:8380:b1f1:704:ed",
        "::ffff, 78ff:f001:9fc0:20df:8380:b1f1:704:f838",
        "2001:db8::1, 4401:2bc:603f:d91d:27f:ff8e:e6f1:dc1e",
        "2001:db8::2, 4401:2bc:603f:d91d:27f:ff8e:e6f1:dc1c"
    })
    void mapsAsTheReferenceDoes(String address, String mapped) {
        byte[] found = new CryptoPan(sampleKey(), false).map(Addresses.ip(address), 0);
        assertArrayEquals(Addresses.ip(mapped), found, AddressMap.text(found));
    }

    @Test
    void keepsHowManyFirstBitsTwoAddressesHaveInCommon() {
        Random random = new Random(1);
        for (int length : new int[] {4, 16}) {
            for (int i = 0; i < 2_000; i++) {
                byte[] one = new byte[length];
                random.nextBytes(one);
                byte[] other = one.clone();
                int bit = random.nextInt(length * Byte.SIZE);
                other[bit / Byte.SIZE] ^= (byte) (0x80 >> bit % Byte.SIZE);
                assertEquals(bit, common(MAP.map(one), MAP.map(other)));
            }
        }
    }

    private static int common(byte[] one, byte[] other) {
        int bit = 0;
        while (((one[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & 0x80 >> bit % Byte.SIZE) == 0) {
            bit++;
        }
        return bit;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "255.255.255.255",
                "127.0.0.1",
                "127.0.0.53",
                "224.0.0.1",
                "224.0.0.251",
                "239.255.255.250",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "ff02::1",
                "ff02::fb",
                "ff02::1:2",
                "ff05::1:3"
            })
    void keepsWhatMeansSomethingAndNobody(String address) {
        assertEquals(address, MAP.address(address));
    }

    /** Addresses stay in their special network, and no other address is mapped into one. */
    @ParameterizedTest
    @CsvSource({
        "0.1.2.3, 0\\..*",
        "169.254.12.34, 169\\.254\\..*",
        "239.1.2.3, 2(2[4-9]|3[0-9])\\..*",
        "250.1.2.3, 2(4[0-9]|5[0-5])\\..*",
        "fe80::1234:5678, fe80::.*",
        "ff02::1:ff12:3456, ff02::1:ff.*",
        "ff3e::1234:5678, ff3e:.*",
        "::ffff:10.0.0.1, ::ffff:[0-9.]*",
        "64:ff9b::a00:1, 64:ff9b::.*"
    })
    void keepsNetworksThatMeanSomething(String address, String network) {
        for (int i = 0; i < 100; i++) {
            String mapped = new AddressMap(Key.random().derive("test")).address(address);
            assertEquals(mapped, mapped.matches(network) ? mapped : "not of " + network);
        }
    }

    @Test
    void keepsOrdinaryAddressesOrdinary() {
        Random random = new Random(2);
        for (int i = 0; i < 5_000; i++) {
            byte[] address = new byte[4];
            random.nextBytes(address);
            int first = MAP.map(address)[0] & 0xff;
            assertEquals(meaning(address[0] & 0xff), meaning(first));
        }
    }

    private static String meaning(int first) {
        if (first == 0 || first == 127) {
            return "of this host or network";
        }
        return first < 224 ? "ordinary" : first < 240 ? "group" : "reserved";
    }

    @Test
    void mapsNetworksAsTheirAddresses() {
        String address = MAP.address("10.1.2.3");
        String network = MAP.network("10.1.2.0/24");
        assertEquals(address.substring(0, address.lastIndexOf('.')) + ".0/24", network);
        assertEquals(address + "/24", MAP.network("10.1.2.3/24"));
        assertEquals("0.0.0.0/0", MAP.network("0.0.0.0/0"));
        assertEquals("::/0", MAP.network("::/0"));
        assertEquals(null, MAP.network("10.1.2.0/33"));
        assertEquals(null, MAP.address("example.org"));
    }

    @Test
    void mapsAnEmbeddedAddressLikeItself() {
        assertEquals("::ffff:" + MAP.address("10.1.2.3"), MAP.address("::ffff:10.1.2.3"));
    }

    /** The authors' implementation would keep the network under about 50 of these keys. */
    @Test
    void keepsNoNetworkByChance() {
        for (int i = 0; i < 20_000; i++) {
            String mapped = new AddressMap(Key.random().derive("test")).network("192.0.2.0/24");
            assertNotEquals("192.0.2.0/24", mapped);
        }
    }
}
