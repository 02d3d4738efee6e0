package dev.skbtrail.recorder.probe;

import dev.skbtrail.recorder.UserException;
import dev.skbtrail.recorder.filter.KernelFilter;
import dev.skbtrail.recorder.kernel.FunctionSignature;
import dev.skbtrail.recorder.kernel.NetworkNamespace;
import dev.skbtrail.recorder.libbpf.BpfLoadException;
import dev.skbtrail.recorder.libbpf.NativeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Chooses a back-end by what the kernel accepts, and loads it. */
public final class Backends {
    private static final int ENOMEM = 12;
    private static final int EPERM = 1;

    private final List<CatalogueEntry> probes;
    private final KernelLimits limits;
    private final KernelFilter filter;

    /**
     * @param probes what is asked for; places in this list are probe numbers
     * @param filter which packets
     */
    public Backends(List<CatalogueEntry> probes, KernelLimits limits, KernelFilter filter) {
        this.probes = List.copyOf(probes);
        this.limits = limits;
        this.filter = filter;
    }

    /**
     * @param name fentry, kprobe or restricted; null: the best that this kernel allows
     * @param signatures functions of this kernel; null for one that it does not have
     * @param namespaces where the restricted back-end attaches
     * @throws UserException when the kernel allows none, or not this one
     */
    public Backend load(
            String name,
            Function<String, FunctionSignature> signatures,
            Collection<NetworkNamespace> namespaces) {
        Capability chosen = choose(name);
        try {
            return switch (chosen.name()) {
                case "fentry" ->
                        FentryBackend.load(new FunctionProbes(probes, signatures), limits, filter);
                case "kprobe" ->
                        KprobeBackend.load(new FunctionProbes(probes, signatures), limits, filter);
                default -> RestrictedBackend.load(probes, limits, filter, List.copyOf(namespaces));
            };
        } catch (NativeException e) {
            throw refused(e.getMessage(), e.errno(), e);
        } catch (BpfLoadException e) {
            throw refused(e.getMessage(), e.errno(), e);
        }
    }

    /**
     * Asks for one back-end after the other, for asking takes time: the first that works is the
     * best.
     */
    private static Capability choose(String name) {
        List<String> refusals = new ArrayList<>();
        for (String candidate : name == null ? BackendProbe.NAMES : List.of(name)) {
            Capability capability = BackendProbe.capability(candidate);
            if (capability.available()) {
                return capability;
            }
            refusals.add(capability.name() + ": " + capability.detail());
        }
        throw new UserException(
                "this kernel allows no such recording (%s): see 'skbtrail-record doctor'"
                        .formatted(String.join("; ", refusals)));
    }

    private static UserException refused(String message, int errno, RuntimeException cause) {
        String fix =
                switch (errno) {
                    case ENOMEM -> "choose a smaller --buffer-size";
                    case EPERM -> "run with sudo";
                    default -> "see 'skbtrail-record doctor'";
                };
        return new UserException(message + ": " + fix, cause);
    }
}
