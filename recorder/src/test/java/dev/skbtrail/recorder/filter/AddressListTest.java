package dev.skbtrail.recorder.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressListTest {
    @TempDir private Path directory;

    @Test
    void readsOneAddressOnEachLine() throws IOException {
        Path file = write("# who may talk\n10.0.0.0/8\r\n\n  192.0.2.1 # a host\n2001:db8::/32");
        assertEquals(
                List.of("10.0.0.0/8", "192.0.2.1", "2001:db8::/32"),
                AddressList.read(file).texts());
    }

    /** {@code struct prefix}: IPv4 is in the last 32 bits. */
    @Test
    void writesTheLengthOfThePrefixAndTheAddress() {
        ByteBuffer ipv4 = prefix("10.0.0.0/8");
        assertEquals(104, ipv4.getInt());
        assertArrayEquals(AddressRange.parse("10.0.0.0/8").value(), rest(ipv4));
        assertEquals(96, prefix("0.0.0.0/0").getInt());
        assertEquals(0, prefix("::/0").getInt());
        assertEquals(128, prefix("2001:db8::1").getInt());
    }

    @Test
    void namesTheLineThatIsWrong() throws IOException {
        Path file = write("10.0.0.1\n10.0.0.300\n");
        assertTrue(refusal(file).contains("list line 2: '10.0.0.300'"), refusal(file));
        assertTrue(refusal(write("# nothing\n\n")).contains("has no address"));
        assertTrue(refusal(directory.resolve("none")).startsWith("no file "));
        assertTrue(refusal(directory).startsWith("cannot read "));
    }

    @Test
    void refusesMoreThanTheFooterHoldsWithoutReadingItAll() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i <= AddressList.MAX; i++) {
            text.append(10).append('.').append(i >> 16).append('.').append(i >> 8 & 255);
            text.append('.').append(i & 255).append('\n');
        }
        assertTrue(refusal(write(text.toString())).contains("at most 65536 addresses"));
        assertTrue(refusal(Path.of("/dev/zero")).contains("too large"));
    }

    /** For any file, the result is a list or a one-line message. */
    @Test
    void refusesNonsenseInOneLine() throws IOException {
        Random random = new Random(5);
        byte[] letters = "0123456789abcdef.:/# \t\r\u0000\u00ff".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 2_000; i++) {
            byte[] text = new byte[1 + random.nextInt(100)];
            for (int at = 0; at < text.length; at++) {
                text[at] =
                        random.nextInt(20) == 0
                                ? (byte) random.nextInt()
                                : letters[random.nextInt(letters.length)];
            }
            Path file = Files.write(directory.resolve("list"), text);
            try {
                AddressList.read(file);
            } catch (IllegalArgumentException e) {
                assertTrue(e.getMessage().matches("\\p{Print}{1,400}"), e.getMessage());
            }
        }
    }

    private static ByteBuffer prefix(String text) {
        return ByteBuffer.wrap(AddressRange.parse(text).toPrefix()).order(ByteOrder.nativeOrder());
    }

    private static byte[] rest(ByteBuffer buffer) {
        byte[] rest = new byte[buffer.remaining()];
        buffer.get(rest);
        return rest;
    }

    private static String refusal(Path file) {
        return assertThrows(IllegalArgumentException.class, () -> AddressList.read(file))
                .getMessage();
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("list"), text);
    }
}
