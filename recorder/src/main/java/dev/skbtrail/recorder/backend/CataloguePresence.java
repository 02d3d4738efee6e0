package dev.skbtrail.recorder.backend;

import dev.skbtrail.recorder.capability.BackendType;
import dev.skbtrail.recorder.catalogue.CatalogueEntry;
import dev.skbtrail.recorder.kernel.FunctionSignature;
import dev.skbtrail.recorder.kernel.KernelFunctions;
import java.util.List;

/**
 * Which probes of the catalogue a kernel has, as far as its symbols and BTF tell, and what could
 * attach them. What the kernel then allows is another question, which needs privileges to be
 * answered.
 */
public final class CataloguePresence {
    private final KernelFunctions kernel;

    public CataloguePresence(KernelFunctions kernel) {
        this.kernel = kernel;
    }

    /** A function that the compiler inlined or changed the arguments of is not there. */
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
