package dev.skbtrail.recorder.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BtfTest {
    private final BtfBuilder builder = new BtfBuilder();
    private final int integer = builder.integer("int", 4, true);
    private final int skb = builder.type("sk_buff", BtfKind.STRUCT, 0, 232);
    private final int sock = builder.type("sock", BtfKind.STRUCT, 0, 700);
    private final int skbPointer = builder.pointer(skb);
    private final int sockPointer = builder.pointer(sock);

    @Test
    void findsTheSkbParameterBehindQualifiersAndTypedefs() {
        int constant = builder.type("", BtfKind.CONST, 0, skb);
        int named = builder.type("packet_t", BtfKind.TYPEDEF, 0, builder.pointer(constant));
        builder.function("plain", integer, skbPointer);
        builder.function("second", integer, sockPointer, skbPointer);
        builder.function("decorated", integer, sockPointer, integer, named);
        builder.function("none", integer, sockPointer);
        Btf btf = kernel();
        assertEquals(0, btf.function("plain").skbParameter());
        assertEquals(1, btf.function("second").skbParameter());
        assertEquals(2, btf.function("decorated").skbParameter());
        assertEquals(3, btf.function("decorated").parameters());
        assertEquals(-1, btf.function("none").skbParameter());
        assertNull(btf.function("absent"));
    }

    @Test
    void tellsReturnTypes() {
        int bool = builder.integer("_Bool", 1, false);
        int reason = builder.type("reason", BtfKind.ENUM, 0, 4);
        builder.function("nothing", 0, skbPointer);
        builder.function("number", integer, skbPointer);
        builder.function("truth", bool, skbPointer);
        builder.function("address", skbPointer, skbPointer);
        builder.function("enumerated", reason, skbPointer);
        Btf btf = kernel();
        assertEquals(
                new ReturnType(ReturnType.Kind.VOID, 0, false),
                btf.function("nothing").returnType());
        assertEquals(
                new ReturnType(ReturnType.Kind.INTEGER, 4, true),
                btf.function("number").returnType());
        assertEquals(
                new ReturnType(ReturnType.Kind.INTEGER, 1, false),
                btf.function("truth").returnType());
        assertEquals(
                new ReturnType(ReturnType.Kind.POINTER, 8, false),
                btf.function("address").returnType());
        assertEquals(
                new ReturnType(ReturnType.Kind.INTEGER, 4, true),
                btf.function("enumerated").returnType());
    }

    @Test
    void countsThreeDotsAsNoParameter() {
        int structure = builder.type("pair", BtfKind.STRUCT, 0, 16);
        builder.function("log", structure, skbPointer, integer, 0);
        builder.function("nothing", 0);
        FunctionSignature log = kernel().function("log");
        assertTrue(log.variadic());
        assertEquals(2, log.parameters());
        assertEquals(ReturnType.Kind.OTHER, log.returnType().kind());
        assertFalse(kernel().function("nothing").variadic());
    }

    @Test
    void extendsReturnValuesByTheirType() {
        assertEquals(-1, new ReturnType(ReturnType.Kind.INTEGER, 4, true).extend(0xffffffffL));
        assertEquals(
                0xffffffffL,
                new ReturnType(ReturnType.Kind.INTEGER, 4, false).extend(0xdead_ffffffffL));
        assertEquals(-1, new ReturnType(ReturnType.Kind.POINTER, 8, false).extend(-1));
    }

    @Test
    void readsEnumsOfBothWidths() {
        int a = builder.string("A");
        int b = builder.string("B");
        builder.type("small", BtfKind.ENUM, 2, 4, a, 7, b, 0x80000000);
        builder.type("large", BtfKind.ENUM64, 1, 8, a, 1, 2);
        Btf btf = kernel();
        assertEquals(Map.of("A", 7L, "B", 0x80000000L), btf.enumerators("small"));
        assertEquals(Map.of("A", 0x2_00000001L), btf.enumerators("large"));
        assertEquals(Map.of(), btf.enumerators("sk_buff"));
        assertTrue(btf.hasStructure("sk_buff"));
        assertFalse(btf.hasStructure("small"));
    }

    @Test
    void findsAMemberInAMemberOfAnAnonymousPart() {
        int kprobe = builder.structure("", 16, false, "offset", integer, 0, "missed", integer, 32);
        int either = builder.type("", BtfKind.UNION, 1, 16, builder.string("kprobe"), kprobe, 0);
        int event = builder.structure("", 24, false, "type", integer, 0, "", either, 64);
        builder.structure("bpf_link_info", 32, false, "id", integer, 0, "perf_event", event, 64);
        Btf btf = kernel();
        assertTrue(btf.hasMember("bpf_link_info", "perf_event", "kprobe", "missed"));
        assertFalse(btf.hasMember("bpf_link_info", "perf_event", "kprobe", "cookie"));
        assertFalse(btf.hasMember("bpf_link_info", "id", "kprobe"));
        assertFalse(btf.hasMember("absent", "id"));
    }

    @Test
    void continuesTheKernelsIdsAndNamesInAModule() {
        builder.function("in_kernel", integer, skbPointer);
        BtfBuilder module = builder.module();
        int id = module.function("in_module", integer, sockPointer, skbPointer);
        Btf kernel = kernel();
        FunctionSignature found =
                new Btf(module.bytes(), kernel, "nf_tables").function("in_module");
        assertEquals(
                new FunctionSignature(
                        "in_module",
                        "nf_tables",
                        id,
                        1,
                        0b10,
                        2,
                        false,
                        new ReturnType(ReturnType.Kind.INTEGER, 4, true)),
                found);
        assertNull(kernel.function("in_module"));
    }

    @Test
    void refusesEveryTruncation() {
        builder.function("plain", integer, skbPointer);
        byte[] whole = builder.bytes();
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThrows(
                    IllegalArgumentException.class, () -> new Btf(part, null, null), "" + length);
        }
    }

    @Test
    void refusesACircleOfTypedefs() {
        // The two ids refer to each other: neither ever resolves to a type.
        int first = skbPointer + 2;
        builder.type("a", BtfKind.TYPEDEF, 0, first + 1);
        builder.type("b", BtfKind.TYPEDEF, 0, first);
        builder.function("circular", integer, first);
        Btf btf = kernel();
        assertThrows(IllegalArgumentException.class, () -> btf.function("circular"));
    }

    @Test
    void meetsDamageWithNothingButAClearError() {
        builder.type("e", BtfKind.ENUM, 1, 4, builder.string("A"), 1);
        builder.function("plain", integer, sockPointer, skbPointer);
        byte[] whole = builder.bytes();
        Random random = new Random(1);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            try {
                Btf btf = new Btf(damaged, null, null);
                btf.function("plain");
                btf.enumerators("e");
                btf.hasStructure("absent");
            } catch (IllegalArgumentException e) {
                assertFalse(e.getMessage().isBlank());
                refused++;
            }
        }
        assertTrue(refused > 1_000, refused + " of 20000 refused");
    }

    private Btf kernel() {
        return new Btf(builder.bytes(), null, null);
    }
}
