package dev.skbtrail.recorder.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The three forms that ipftrace's manifests had. */
class ManifestTest {
    private static final String POSITIONS =
            """
            functions:
              - name: ip_rcv
                skb_pos: 1

              - name: dev_hard_start_xmit
                skb_pos: 3
                egress: true
            """;
    private static final String GROUPS =
            """
            functions:
              all:
              - {name: ip_rcv, skb_pos: 1}
              - {name: ip_send_skb, skb_pos: 2}
            """;
    private static final String DECLARATIONS =
            """
            functions:
              ipv4:
              - name: ip_local_out
                args:
                - struct net *net
                - struct sock *sk
                - struct sk_buff *skb

              # Don't delete this
              ip-tunnel:
              - name: ip_tunnel_rcv
                args:
                - void *tunnel  # struct ip_tunnel *tunnel
                - const struct sk_buff* skb
            """;

    @Test
    void readsPositions() {
        assertEquals(
                List.of(
                        new ListedFunction("manifest", "ip_rcv", 0),
                        new ListedFunction("manifest", "dev_hard_start_xmit", 2)),
                parse(POSITIONS));
    }

    @Test
    void readsGroups() {
        assertEquals(
                List.of(
                        new ListedFunction("all", "ip_rcv", 0),
                        new ListedFunction("all", "ip_send_skb", 1)),
                parse(GROUPS));
    }

    @Test
    void findsThePacketAmongDeclaredArguments() {
        assertEquals(
                List.of(
                        new ListedFunction("ipv4", "ip_local_out", 2),
                        new ListedFunction("ip-tunnel", "ip_tunnel_rcv", 1)),
                parse(DECLARATIONS));
    }

    @Test
    void leavesThePositionToBtfWhereNoneIsGiven() {
        assertEquals(
                List.of(new ListedFunction("manifest", "ip_rcv", ListedFunction.UNKNOWN)),
                parse("functions: [{name: ip_rcv}]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ip_rcv",
                "functions:",
                "functions: []",
                "functions: 7",
                "functions: [ip_rcv]",
                "functions: [{skb_pos: 1}]",
                "functions: [{name: [a]}]",
                "functions: [{name: ip rcv}]",
                "functions: [{name: ip_rcv, skb_pos: 0}]",
                "functions: [{name: ip_rcv, skb_pos: one}]",
                "functions: [{name: ip_rcv, args: [int a]}]",
                "functions: {ipv4: {name: ip_rcv}}",
                "functions: [{name: ip_rcv",
                "functions: !!java.net.URL [\"http://192.0.2.1\"]",
                "a: &a [x]\nfunctions: [*a, *a]",
                "functions: [{name: ip_rcv}]\n---\nfunctions: []",
                "\0"
            })
    void refusesAnotherFormInOneLine(String text) {
        assertOneLine(refusal(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void refusesWhatIsNestedWithoutEnd() {
        assertOneLine(refusal("[".repeat(1_000_000).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void meetsAnyBytesWithAClearLine() {
        Random random = new Random(7);
        byte[][] seeds = {bytes(POSITIONS), bytes(GROUPS), bytes(DECLARATIONS), new byte[300]};
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = seeds[i % seeds.length].clone();
            for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                Manifest.parse(damaged, "m.yaml");
            } catch (IllegalArgumentException e) {
                assertOneLine(e.getMessage());
                refused++;
            }
        }
        assertTrue(refused > 10_000, refused + " refused");
    }

    private static List<ListedFunction> parse(String text) {
        return Manifest.parse(bytes(text), "m.yaml");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String refusal(byte[] bytes) {
        return assertThrows(IllegalArgumentException.class, () -> Manifest.parse(bytes, "m.yaml"))
                .getMessage();
    }

    private static void assertOneLine(String message) {
        assertTrue(message.startsWith("m.yaml: "), message);
        assertEquals(1, message.lines().count(), message);
        assertTrue(message.chars().allMatch(c -> c >= ' ' && c < 0x7f), message);
    }
}
