package dev.skbtrail.recorder.backend;

import dev.skbtrail.recorder.catalogue.CatalogueEntry;
import dev.skbtrail.recorder.catalogue.Decoded;
import dev.skbtrail.recorder.kernel.FunctionSignature;
import dev.skbtrail.recorder.kernel.KernelFunctions;
import dev.skbtrail.recorder.kernel.ReturnType;
import dev.skbtrail.recorder.libbpf.BpfSystem;
import dev.skbtrail.recorder.libbpf.Link;
import dev.skbtrail.recorder.load.KernelSide;
import dev.skbtrail.recorder.selection.ProbeSelection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** The probes of a recording that traces functions, with those that exist in this kernel. */
final class FunctionProbes {
    /** A program or perf event, and a link, at the entry and at the return. */
    private static final long FILES_EACH = 4;

    private static final long OTHER_FILES = 1000;

    private final ProbeSelection selection;
    private final KernelFunctions kernel;
    private final Map<CatalogueEntry, FunctionProbe> found = new LinkedHashMap<>();
    private final Map<CatalogueEntry, String> obstacles = new LinkedHashMap<>();

    FunctionProbes(ProbeSelection selection, KernelFunctions kernel) {
        this.selection = selection;
        this.kernel = kernel;
        selection.entries().stream().filter(e -> e.program().isFunction()).forEach(this::look);
    }

    private void look(CatalogueEntry entry) {
        String name = entry.function();
        String obstacle = kernel.obstacle(name);
        FunctionSignature signature = obstacle == null ? signature(entry) : null;
        if (obstacle != null) {
            obstacles.put(entry, obstacle);
        } else if (signature == null) {
            obstacles.put(
                    entry,
                    "BTF does not describe it: only a manifest could say where its packet is");
        } else {
            FunctionProbe probe = new FunctionProbe(entry, signature, selection.returns());
            if (probe.isUsable()) {
                found.put(entry, probe);
            } else {
                obstacles.put(entry, "its packet is not where it is looked for");
            }
        }
    }

    /**
     * BTF takes precedence; a manifest chooses among several packet arguments, or fills in where
     * BTF says nothing.
     */
    private FunctionSignature signature(CatalogueEntry entry) {
        String name = entry.function();
        FunctionSignature signature = signature(entry, kernel);
        Integer position = selection.positions().get(name);
        if (position == null) {
            return signature;
        }
        if (signature == null) {
            ReturnType unknown = new ReturnType(ReturnType.Kind.OTHER, 0, false);
            return new FunctionSignature(
                    name, null, 0, position, 1L << position, position + 1, false, unknown);
        }
        return signature.isSkb(position) ? signature.at(position) : signature;
    }

    static FunctionSignature signature(CatalogueEntry entry, KernelFunctions kernel) {
        FunctionSignature signature = kernel.signature(entry.function());
        return signature == null ? Decoded.assumed(entry) : signature;
    }

    Iterable<FunctionProbe> found() {
        return found.values();
    }

    /** The probe of a function that, as far as is known, can be attached. */
    FunctionProbe found(CatalogueEntry entry) {
        return found.get(entry);
    }

    List<CatalogueEntry> asked() {
        return selection.entries();
    }

    long address(FunctionProbe probe) {
        return kernel.address(probe.signature().name());
    }

    /**
     * Attaches everything; {@code steps} creates the links of one probe, in the order of attaching.
     */
    List<ProbeStatus> attach(
            KernelSide side,
            Attachments attachments,
            AttachListener listener,
            BiFunction<FunctionProbe, Integer, List<Supplier<Link>>> steps) {
        Tracepoints tracepoints = new Tracepoints(side.object());
        // If raising the limit is not permitted, the probes beyond it are refused and reported.
        BpfSystem.allowFiles(FILES_EACH * asked().size() + OTHER_FILES);
        return ParallelAttach.attach(
                asked(),
                (entry, id) -> {
                    FunctionProbe probe = found.get(entry);
                    return probe == null
                            ? attachOther(entry, id, tracepoints, attachments)
                            : attachments.attach(entry, steps.apply(probe, id));
                },
                listener);
    }

    /** Attaches the probes that are not functions of this kernel. */
    ProbeStatus attachOther(
            CatalogueEntry entry, int id, Tracepoints tracepoints, Attachments attachments) {
        return switch (entry.program()) {
            case TRACEPOINT -> tracepoints.attach(entry, id, attachments);
            case TC, NETFILTER ->
                    ProbeStatus.elsewhere(entry, "belongs to the restricted back-end");
            default -> ProbeStatus.refused(entry, obstacles.get(entry));
        };
    }
}
