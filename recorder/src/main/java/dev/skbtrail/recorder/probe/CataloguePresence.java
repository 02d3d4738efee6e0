package dev.skbtrail.recorder.probe;

import dev.skbtrail.recorder.kernel.FunctionSignature;
import dev.skbtrail.recorder.kernel.KernelBtf;
import dev.skbtrail.recorder.kernel.KernelSymbols;

/**
 * Which probes of the catalogue a kernel has, as far as its symbols and BTF tell. What it then
 * allows is another question, which needs privileges to be answered.
 */
public final class CataloguePresence {
    private final KernelSymbols symbols;
    private final KernelBtf btf;

    /**
     * @param btf null when the kernel has none
     */
    CataloguePresence(KernelSymbols symbols, KernelBtf btf) {
        this.symbols = symbols;
        this.btf = btf;
    }

    public static CataloguePresence ofThisKernel() {
        return new CataloguePresence(
                KernelSymbols.load(), KernelBtf.isAvailable() ? KernelBtf.load() : null);
    }

    /** A function that the compiler inlined or changed the arguments of is not there. */
    public boolean has(CatalogueEntry entry) {
        return switch (entry.program()) {
            // Its packet is found in a structure, which the program knows.
            case NFT_DO_CHAIN, REBUILD -> symbols.contains(entry.function());
            case TRACEPOINT -> symbols.contains("__traceiter_" + entry.function());
            case NETFILTER -> symbols.contains("bpf_nf_link_attach");
            case TC -> symbols.contains("tcx_link_attach");
            default -> hasSkb(entry.function());
        };
    }

    private boolean hasSkb(String function) {
        if (!symbols.contains(function)) {
            return false;
        }
        FunctionSignature signature = btf == null ? null : btf.function(function);
        return signature != null && signature.skbParameter() >= 0;
    }
}
