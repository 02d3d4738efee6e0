package dev.skbtrail.recorder.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelStacksTest {
    private static final String SYMBOLS =
            """
            ffffffff81000000 T _stext
            ffffffff81000100 T kfree_skb_reason
            ffffffff81000200 t __traceiter_kfree_skb
            ffffffff81000300 T ip_rcv
            ffffffff81000400 T bpf_trace_run3
            ffffffff82000000 T _etext
            ffffffffc0001000 t nft_do_chain	[nf_tables]
            """;
    private static final List<String> MODULES =
            List.of("nf_tables 8192 0 - Live 0xffffffffc0001000 (E)");

    private final KernelSymbols symbols =
            new SymbolParser(SYMBOLS.getBytes(StandardCharsets.UTF_8)).parse();
    private final KernelStacks stacks = new KernelStacks(symbols, KernelText.of(symbols, MODULES));

    @Test
    void namesTheFunctionsFromTheInnermostOut() {
        assertEquals(
                "kfree_skb_reason+0x10;nft_do_chain+0x5;ip_rcv+0x42",
                text(0xffffffff81000110L, 0xffffffffc0001005L, 0xffffffff81000342L, 0, 7));
    }

    @Test
    void leavesOutWhatOnlyStandsThereBecauseWeLook() {
        assertEquals(
                "kfree_skb_reason+0x10",
                text(
                        0xffffffffc0a00010L, // a BPF program, far from any module
                        0xffffffff81000410L,
                        0xffffffff81000210L,
                        0xffffffff81000110L));
        assertNull(text(0xffffffff81000210L));
    }

    @Test
    void hasNoTextForAStackThatIsNotThere() {
        stacks.readFrom(id -> null);
        assertNull(stacks.text(1));
    }

    private String text(long... addresses) {
        stacks.readFrom(id -> addresses);
        return stacks.text(addresses.length);
    }
}
