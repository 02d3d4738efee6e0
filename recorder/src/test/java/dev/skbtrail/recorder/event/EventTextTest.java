package dev.skbtrail.recorder.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventTextTest {
    @Test
    void showsAddressesAsTheirRfcsWant() {
        assertEquals("10.1.2.3", EventText.address(0, 0xffff0a010203L));
        assertEquals("::", EventText.address(0, 0));
        assertEquals("::1", EventText.address(0, 1));
        assertEquals("fe80::1", EventText.address(0xfe80L << 48, 1));
        assertEquals(
                "2001:db8::1:0:0:1", EventText.address(0x20010db800000000L, 0x0001000000000001L));
        assertEquals(
                "2001:db8:0:1:1:1:1:1",
                EventText.address(0x20010db800000001L, 0x0001000100010001L));
        assertEquals("1::", EventText.address(1L << 48, 0));
    }

    /** Arabic, for example, has other digits: no filter would find such an address. */
    @Test
    void showsTheSameWhateverTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertEquals("10.1.2.3", EventText.address(0, 0xffff0a010203L));
            assertEquals("02:00:00:00:00:01", EventText.mac(0, 0x020000000001L));
            assertEquals("0x88cc", EventText.ethertype(0, 0x88cc));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void showsAnAddressThatJavaReadsBack() throws UnknownHostException {
        Random random = new Random(7);
        for (int i = 0; i < 1000; i++) {
            long high = random.nextLong() & random.nextLong() & random.nextLong() | 1L << 61;
            long low = random.nextLong() & random.nextLong() & random.nextLong();
            byte[] read = InetAddress.getByName(EventText.address(high, low)).getAddress();
            assertEquals(high, ByteBuffer.wrap(read).getLong(0));
            assertEquals(low, ByteBuffer.wrap(read).getLong(8));
        }
    }

    @Test
    void showsNamesFlagsAndLinkAddresses() {
        assertEquals("eth0", EventText.name(0x6574683000000000L, 0));
        assertEquals("sixteen_letters_", EventText.name(0x7369787465656e5fL, 0x6c6574746572735fL));
        assertEquals("SYN|ACK", EventText.tcpFlags(0, 0x12));
        assertEquals("02:00:00:00:00:0a", EventText.mac(0, 0x02000000000aL));
        assertEquals("IPv6", EventText.ethertype(0, 0x86dd));
        assertEquals("0x88cc", EventText.ethertype(0, 0x88cc));
        assertEquals("UDP", EventText.protocol(0, 17));
        assertEquals("253", EventText.protocol(0, 253));
        assertEquals("loss", EventText.kind(0, EventText.KIND_LOSS));
    }
}
