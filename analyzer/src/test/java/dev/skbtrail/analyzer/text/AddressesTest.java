package dev.skbtrail.analyzer.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Textual addresses (RFC 4291, 5952), and texts that only resemble them. */
class AddressesTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 0a000001",
        "255.255.255.255, ffffffff",
        "::, 00000000000000000000000000000000",
        "::1, 00000000000000000000000000000001",
        "fe80::, fe800000000000000000000000000000",
        "2001:db8:0:1:0:0:0:2, 20010db8000000010000000000000002",
        "2001:DB8::A:B, 20010db80000000000000000000a000b",
        "::ffff:192.0.2.1, 00000000000000000000ffffc0000201",
    })
    void readsAddresses(String text, String bytes) {
        assertEquals(bytes, HexFormat.of().formatHex(Addresses.ip(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0",
                "10.0.0.256",
                "10.0.0.1.2",
                "10.0.0.1 ",
                "localhost",
                "example.org",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "::12345",
                "::g",
                "::1.2.3",
                "fe80::1%eth0",
            })
    void refusesWhatIsNone(String text) {
        assertNull(Addresses.ip(text));
    }

    @Test
    void readsMacAddresses() {
        assertEquals("02abcdef0102", HexFormat.of().formatHex(Addresses.mac("02:ab:CD:ef:01:02")));
        assertNull(Addresses.mac("02:ab:cd:ef:01"));
        assertNull(Addresses.mac("02-ab-cd-ef-01-02"));
    }
}
