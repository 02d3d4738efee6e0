package dev.skbtrail.recorder.probe;

import dev.skbtrail.recorder.kernel.FunctionSignature;
import dev.skbtrail.recorder.libbpf.Link;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** The probes of a recording that traces functions, with what this kernel has of them. */
final class FunctionProbes {
    private final List<CatalogueEntry> asked;
    private final Map<CatalogueEntry, FunctionProbe> found = new LinkedHashMap<>();

    /**
     * @param signatures null for a function that this kernel does not have
     */
    FunctionProbes(List<CatalogueEntry> asked, Function<String, FunctionSignature> signatures) {
        this.asked = List.copyOf(asked);
        for (CatalogueEntry entry : asked) {
            if (isFunction(entry)) {
                FunctionSignature signature = signatures.apply(entry.function());
                if (signature != null && new FunctionProbe(entry, signature).isUsable()) {
                    found.put(entry, new FunctionProbe(entry, signature));
                }
            }
        }
    }

    Iterable<FunctionProbe> found() {
        return found.values();
    }

    /**
     * Attaches everything; {@code steps} makes the links of one probe, in the order in which they
     * go on.
     */
    List<ProbeStatus> attach(
            KernelSide kernel,
            Attachments attachments,
            BiFunction<FunctionProbe, Integer, List<Supplier<Link>>> steps) {
        Tracepoints tracepoints = new Tracepoints(kernel.object());
        List<ProbeStatus> statuses = new ArrayList<>();
        for (CatalogueEntry entry : asked) {
            int id = statuses.size();
            statuses.add(
                    switch (entry.program()) {
                        case TRACEPOINT -> tracepoints.attach(entry, id, attachments);
                        case TC, NETFILTER ->
                                ProbeStatus.elsewhere(entry, "belongs to the restricted back-end");
                        default ->
                                found.containsKey(entry)
                                        ? attachments.attach(
                                                entry, steps.apply(found.get(entry), id))
                                        : ProbeStatus.refused(entry, "not in this kernel");
                    });
        }
        return statuses;
    }

    private static boolean isFunction(CatalogueEntry entry) {
        return switch (entry.program()) {
            case TRACEPOINT, TC, NETFILTER -> false;
            default -> true;
        };
    }
}
