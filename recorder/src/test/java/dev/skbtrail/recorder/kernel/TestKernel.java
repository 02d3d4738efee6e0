package dev.skbtrail.recorder.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** A small kernel with one module, for tests that choose from a kernel's functions. */
public final class TestKernel {
    private TestKernel() {}

    /**
     * Its functions: tcp_one(skb), tcp_two(sock, skb), tcp_six(a, a, a, a, a, skb), both(skb, skb),
     * twice(skb) at two addresses, changed(skb) only as changed.isra.0, inlined(skb) without a
     * symbol, booting(skb) of the init section, untraceable(skb), __traceiter_x(skb),
     * by_value(pair, skb), noskb(sock); in module veth veth_xmit(skb); and nobtf, which BTF does
     * not describe.
     */
    public static KernelFunctions in(Path directory) throws IOException {
        BtfBuilder builder = new BtfBuilder();
        int integer = builder.integer("int", 4, true);
        int skb = builder.pointer(builder.type("sk_buff", BtfKind.STRUCT, 0, 232));
        int sock = builder.pointer(builder.type("sock", BtfKind.STRUCT, 0, 760));
        int pair = builder.type("pair", BtfKind.STRUCT, 0, 16);
        builder.function("tcp_one", integer, skb);
        builder.function("tcp_two", 0, sock, skb);
        builder.function("tcp_six", integer, sock, sock, sock, sock, sock, skb);
        builder.function("both", integer, skb, skb);
        for (String name :
                new String[] {
                    "twice", "changed", "inlined", "booting", "untraceable", "__traceiter_x"
                }) {
            builder.function(name, 0, skb);
        }
        builder.function("by_value", integer, pair, skb);
        builder.function("noskb", integer, sock);
        BtfBuilder module = builder.module();
        module.function("veth_xmit", integer, skb, sock);
        Files.write(directory.resolve("vmlinux"), builder.bytes());
        Files.write(directory.resolve("veth"), module.bytes());
        Path symbols = Files.writeString(directory.resolve("kallsyms.txt"), SYMBOLS);
        KernelSymbols loaded = KernelSymbols.load(symbols);
        Files.delete(symbols);
        return new KernelFunctions(
                KernelBtf.load(directory),
                loaded,
                new TraceableNames(
                        Set.of(
                                "tcp_one",
                                "tcp_two",
                                "tcp_six",
                                "both",
                                "by_value",
                                "veth_xmit",
                                "nobtf"),
                        Set.of()));
    }

    private static final String SYMBOLS =
            """
            ffffffff81000010 T tcp_one
            ffffffff81000020 T tcp_two
            ffffffff81000030 T tcp_six
            ffffffff81000040 T both
            ffffffff81000050 t twice
            ffffffff81000060 t twice
            ffffffff81000070 t changed.isra.0
            ffffffff81000080 t untraceable
            ffffffff81000090 T __traceiter_x
            ffffffff810000a0 t by_value
            ffffffff810000b0 T nobtf
            ffffffff810000c0 T noskb
            ffffffff82000000 T _sinittext
            ffffffff82000010 t booting
            ffffffff82001000 T _einittext
            ffffffffc0000010 t veth_xmit\t[veth]
            """;
}
