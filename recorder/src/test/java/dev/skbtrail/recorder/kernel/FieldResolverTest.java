package dev.skbtrail.recorder.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paths to members, in a small kernel whose structures are listed below. */
class FieldResolverTest {

    private final BtfBuilder builder = new BtfBuilder();
    private final int int32 = builder.integer("int", 4, true);
    private final int uint8 = builder.integer("unsigned char", 1, false);
    private final int uint64 = builder.integer("unsigned long", 8, false);
    private final int colour = builder.type("colour", BtfKind.ENUM, 0, 4);
    private final int numbers = builder.type("", BtfKind.ARRAY, 0, 0, int32, int32, 6);
    private final int empty = builder.pointer(0);
    private final int sock =
            builder.structure(
                    "sock",
                    64,
                    false,
                    "sk_rcvbuf",
                    int32,
                    0,
                    "sk_sndbuf",
                    int32,
                    32,
                    "data",
                    empty,
                    64);
    private final int large =
            builder.structure("tcp_sock", 800, false, "sk", sock, 0, "snd_cwnd", int32, 6400);
    private final int choice =
            builder.structure("", 8, false, "mark", int32, 0, "reserved", uint64, 0);
    private final int skb =
            builder.structure(
                    "sk_buff",
                    64,
                    true,
                    "len",
                    int32,
                    0,
                    "sk",
                    builder.pointer(sock),
                    64,
                    "",
                    choice,
                    128,
                    "kind",
                    uint8,
                    3 << 24 | 197,
                    "colour",
                    colour,
                    224,
                    "cb",
                    numbers,
                    256);
    private final int shared =
            builder.structure("skb_shared_info", 8, false, "nr_frags", uint8, 16);
    private final Btf btf = new Btf(builder.bytes(), null, null);

    @Test
    void followsPointersToTheirMember() {
        assertEquals(
                new KernelField("x", "skb->sk->sk_sndbuf", false, List.of(8, 4), 4, 0, 32, true),
                find("skb->sk->sk_sndbuf"));
        assertEquals(
                new KernelField("x", "skb->sk", false, List.of(8), 8, 0, 64, false),
                find("skb->sk"));
    }

    @Test
    void takesMembersOfUnnamedStructuresForTheOuterOnes() {
        assertEquals(List.of(16), find("skb->mark").offsets());
        assertEquals(64, find("skb->reserved").bits());
    }

    /** Bits 197 to 199 are the upper three of byte 24. */
    @Test
    void cutsABitFieldOutOfItsBytes() {
        assertEquals(
                new KernelField("x", "skb->kind", false, List.of(24), 1, 5, 3, false),
                find("skb->kind"));
    }

    @Test
    void takesElementsOfArrays() {
        assertEquals(List.of(32 + 5 * 4), find("skb->cb[5]").offsets());
    }

    @Test
    void takesAPointerForOneToAnotherStructure() {
        assertEquals(List.of(8, 800), find("((struct tcp_sock *)skb->sk)->snd_cwnd").offsets());
        assertEquals(
                List.of(8, 0),
                find(" ( (struct tcp_sock *) skb -> sk ) -> sk . sk_rcvbuf".replace("( (", "(("))
                        .offsets());
        assertEquals(
                List.of(8, 8, 800), find("((struct tcp_sock *)skb->sk->data)->snd_cwnd").offsets());
    }

    @Test
    void beginsAtTheSharedInfo() {
        KernelField frags = find("skb_shinfo(skb)->nr_frags");
        assertTrue(frags.fromSharedInfo());
        assertEquals(List.of(2), frags.offsets());
        assertFalse(find("skb->len").fromSharedInfo());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "skb->sk->sk_rcvbf|struct sock has no member 'sk_rcvbf' (did you mean sk_rcvbuf?)",
                "skb->lem|struct sk_buff has no member 'lem' (did you mean len?)",
                "skb.len|'.len' needs a structure before it, not a pointer: write '->'",
                "skb->len->x|int is not a pointer, so not '->x'",
                "skb->len[1]|int is not an array, so not '[1]'",
                "skb->cb|leads to an array, not to a number or a pointer: name one of its parts",
                "skb->cb[6]|[6] is beyond the 6 elements",
                "skb->sk->data->x|'->x' follows a pointer to void: write ((struct NAME *)...)->x",
                "((struct none *)skb->sk)->x|this kernel has no struct none",
                "((struct sock *)skb->len)->x|int is not a pointer, so no cast to one",
                "((struct sock *)skb->sk)|names no member, such as skb->mark",
                "skb|names no member, such as skb->mark",
                "skb->|expected a member at its end",
                "skb->9|expected a member at '9'",
                "skb->len;x|expected '->', '.' or '[' at ';x'",
                "skb->cb[99999999999]|expected a number at '99999999999]'",
                "skb->cb[-1]|expected a number at '-1]'",
                "sock->len|expected skb, skb_shinfo(skb) or ((struct NAME *)...) at 'sock->len'",
                "((struct sock skb->sk)->x|expected '*' at 'skb->sk)->x'"
            })
    void saysWhatIsWrongInOneLine(String path, String message) {
        assertEquals(message, refusal(path));
    }

    @Test
    void refusesAPathThatNeverEnds() {
        assertEquals("longer than 256 characters", refusal("skb" + "->sk".repeat(100)));
        assertEquals(
                "more than 8 casts",
                refusal("((struct sock *)".repeat(10) + "skb->sk" + ")".repeat(10) + "->data"));
    }

    /** For any input, the result is a member or a one-line reason why it is not one. */
    @Test
    void survivesRandomAndMutatedPaths() {
        String[] seeds = {
            "skb->sk->sk_rcvbuf",
            "((struct tcp_sock *)skb->sk)->sk.sk_rcvbuf",
            "skb_shinfo(skb)->nr_frags",
            "skb->cb[3]",
            "skb->kind"
        };
        String letters = "skb->.[]()*struct 0123456789_xX\t\u0000ä\"';$\n";
        Random random = new Random(20260601);
        int found = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder path = new StringBuilder(seeds[random.nextInt(seeds.length)]);
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                int at = random.nextInt(path.length() + 1);
                int end = Math.min(path.length(), at + random.nextInt(4));
                path.replace(
                        at, end, String.valueOf(letters.charAt(random.nextInt(letters.length()))));
            }
            try {
                KernelField field = find(path.toString());
                assertTrue(
                        field.shift() + field.bits() <= field.size() * Byte.SIZE, field.toString());
                assertTrue(field.offsets().size() <= KernelField.POINTERS + 1, field.toString());
                found++;
            } catch (IllegalArgumentException e) {
                assertFalse(e.getMessage().isBlank());
            }
        }
        assertTrue(found > 1000 && found < 19_000, found + " paths were found");
    }

    private KernelField find(String path) {
        return new FieldResolver(btf).resolve("x", path);
    }

    private String refusal(String path) {
        return assertThrows(IllegalArgumentException.class, () -> find(path)).getMessage();
    }
}
