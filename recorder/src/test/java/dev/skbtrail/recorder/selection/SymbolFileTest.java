package dev.skbtrail.recorder.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SymbolFileTest {
    private static final String LIST =
            """
            # functions of the forwarding path
            ip_rcv
              ip_forward   # before FORWARD

            veth_xmit [veth]
            tcp_v4_rcv.isra.0
            """;

    @Test
    void readsOneNameALine() {
        assertEquals(
                List.of("ip_rcv", "ip_forward", "veth_xmit", "tcp_v4_rcv.isra.0"), names(LIST));
        assertEquals(names(LIST), names(LIST.replace("\n", "\r\n")));
    }

    @ParameterizedTest
    @CsvSource({
        "ip_rcv ip_forward, f:1: 'ip_rcv ip_forward' is not a function name",
        "tcp_*, f:1: 'tcp_*' is not a function name",
        "#, f names no function",
    })
    void namesTheLineThatIsWrong(String text, String named) {
        assertTrue(refusal(text).contains(named), refusal(text));
    }

    @Test
    void meetsAnyBytesWithAClearLine() {
        Random random = new Random(3);
        byte[] list = LIST.getBytes(StandardCharsets.UTF_8);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = list.clone();
            for (int changes = 1 + random.nextInt(20); changes > 0; changes--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                SymbolFile.parse(damaged, "f");
            } catch (IllegalArgumentException e) {
                assertEquals(1, e.getMessage().lines().count(), e.getMessage());
                assertTrue(e.getMessage().chars().allMatch(c -> c >= ' ' && c < 0x7f));
                refused++;
            }
        }
        assertTrue(refused > 10_000, refused + " refused");
    }

    private static List<String> names(String text) {
        return SymbolFile.parse(text.getBytes(StandardCharsets.UTF_8), "f").stream()
                .map(ListedFunction::name)
                .toList();
    }

    private static String refusal(String text) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> SymbolFile.parse(text.getBytes(StandardCharsets.UTF_8), "f"))
                .getMessage();
    }
}
