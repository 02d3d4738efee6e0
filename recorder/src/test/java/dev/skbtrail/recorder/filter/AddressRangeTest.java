package dev.skbtrail.recorder.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 00000000000000000000ffff0a010203, ffffffffffffffffffffffffffffffff",
        "10.1.2.0/24, 00000000000000000000ffff0a010200, ffffffffffffffffffffffffffffff00",
        "0.0.0.0/0, 00000000000000000000ffff00000000, ffffffffffffffffffffffff00000000",
        "172.16.0.0/12, 00000000000000000000ffffac100000, fffffffffffffffffffffffffff00000",
        "2001:db8::1, 20010db8000000000000000000000001, ffffffffffffffffffffffffffffffff",
        "2001:db8::/32, 20010db8000000000000000000000000, ffffffff000000000000000000000000",
        "::/0, 00000000000000000000000000000000, 00000000000000000000000000000000",
        "fe80::/10, fe800000000000000000000000000000, ffc00000000000000000000000000000",
        "::ffff:10.1.2.3, 00000000000000000000ffff0a010203, ffffffffffffffffffffffffffffffff",
    })
    void comparesAsTheKernelDoes(String text, String value, String mask) {
        AddressRange range = AddressRange.parse(text);
        assertEquals(value, HexFormat.of().formatHex(range.value()));
        assertEquals(mask, HexFormat.of().formatHex(range.mask()));
        assertEquals(text, range.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/24",
                "10.1.2",
                "10.1.2.3.4",
                "10.1.2.256",
                "10.1.2.3/",
                "10.1.2.3/33",
                "10.1.2.3/-1",
                "10.1.2.3/24/8",
                " 10.1.2.3",
                "2001:db8::1/129",
                "2001:db8:::1",
                "1:2:3:4:5:6:7:8:9",
                "fe80::1%eth0",
                "localhost",
                "example.org",
                "12345",
                "abcd",
            })
    void refusesWhatIsNoAddressAndShowsOne(String text) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> AddressRange.parse(text));
        assertTrue(refused.getMessage().contains("10.1.2.0/24"), refused.getMessage());
    }

    @Test
    void namesTheNetworkWhenBitsAreSetBeyondThePrefix() {
        assertEquals(
                "'10.1.2.3/24' has bits set beyond its prefix: write 10.1.2.0/24 for the network"
                        + " or 10.1.2.3 for the one address",
                refusal("10.1.2.3/24"));
        assertEquals(
                "'2001:db8::5:1/64' has bits set beyond its prefix: write 2001:db8::/64 for the"
                        + " network or 2001:db8::5:1 for the one address",
                refusal("2001:db8::5:1/64"));
    }

    private static String refusal(String text) {
        return assertThrows(IllegalArgumentException.class, () -> AddressRange.parse(text))
                .getMessage();
    }
}
