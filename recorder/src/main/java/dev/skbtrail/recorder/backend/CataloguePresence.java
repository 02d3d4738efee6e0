package dev.skbtrail.recorder.backend;

import dev.skbtrail.recorder.capability.BackendType;
import dev.skbtrail.recorder.catalogue.CatalogueEntry;
import dev.skbtrail.recorder.kernel.FunctionSignature;
import dev.skbtrail.recorder.kernel.KernelFunctions;
import java.util.List;

/**
 * Which probes of the catalogue exist in a kernel, according to its symbols and BTF, and which
 * back-ends could attach them. Whether the kernel then permits attaching is a separate question
 * that needs privileges to answer.
 */
public final class CataloguePresence {
    private final KernelFunctions kernel;

    public CataloguePresence(KernelFunctions kernel) {
        this.kernel = kernel;
    }

    /** Functions that the compiler inlined or whose arguments it changed count as missing. */
    public boolean has(CatalogueEntry entry) {
        return switch (entry.program()) {
            case TRACEPOINT -> kernel.exists("__traceiter_" + entry.function());
            case NETFILTER -> kernel.exists("bpf_nf_link_attach");
            case TC -> kernel.exists("tcx_link_attach");
            default -> isUsable(entry);
        };
    }

    /** The back-ends that could attach it, best first; empty when this kernel lacks it. */
    public List<BackendType> backends(CatalogueEntry entry) {
        if (!has(entry)) {
            return List.of();
        }
        return switch (entry.program()) {
            case TRACEPOINT -> BackendType.bestFirst();
            case NETFILTER, TC -> List.of(BackendType.RESTRICTED);
            default -> BackendType.ofFunctions();
        };
    }

    private boolean isUsable(CatalogueEntry entry) {
        FunctionSignature signature = FunctionProbes.signature(entry, kernel);
        return signature != null
                && kernel.obstacle(entry.function()) == null
                && new FunctionProbe(entry, signature, false).isUsable();
    }
}
