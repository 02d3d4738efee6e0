package dev.skbtrail.recorder.backend;

import dev.skbtrail.recorder.UserException;
import dev.skbtrail.recorder.capability.BackendCapability;
import dev.skbtrail.recorder.capability.BackendProbe;
import dev.skbtrail.recorder.capability.BackendType;
import dev.skbtrail.recorder.filter.KernelFilter;
import dev.skbtrail.recorder.kernel.KernelFunctions;
import dev.skbtrail.recorder.kernel.NetworkNamespace;
import dev.skbtrail.recorder.libbpf.BpfLoadException;
import dev.skbtrail.recorder.libbpf.NativeException;
import dev.skbtrail.recorder.load.KernelLimits;
import dev.skbtrail.recorder.selection.ProbeSelection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Chooses a back-end that the kernel accepts, and loads it. */
public final class Backends {
    private static final int ENOMEM = 12;
    private static final int EPERM = 1;

    /** Returned by the verifier when a program is too complex. */
    private static final int E2BIG = 7;

    /**
     * With more functions than this, the time to attach them one by one matters more than the cost
     * of an event.
     */
    static final int MANY = 200;

    private final ProbeSelection selection;
    private final KernelLimits limits;
    private final KernelFilter filter;

    /**
     * @param selection which probes
     * @param filter which packets
     */
    public Backends(ProbeSelection selection, KernelLimits limits, KernelFilter filter) {
        this.selection = selection;
        this.limits = limits;
        this.filter = filter;
    }

    /**
     * @param wanted null: the best one that this kernel allows for this number of functions
     * @param kernel the functions of this kernel
     * @param namespaces where the restricted back-end attaches
     * @throws UserException when the kernel allows no back-end, or not the wanted one
     */
    public Backend load(
            BackendType wanted, KernelFunctions kernel, Collection<NetworkNamespace> namespaces) {
        BackendType chosen = choose(wanted);
        try {
            return switch (chosen) {
                case FENTRY ->
                        FentryBackend.load(new FunctionProbes(selection, kernel), limits, filter);
                case KPROBE_MULTI ->
                        KprobeMultiBackend.load(
                                new FunctionProbes(selection, kernel), limits, filter);
                case KPROBE ->
                        KprobeBackend.load(new FunctionProbes(selection, kernel), limits, filter);
                case RESTRICTED ->
                        RestrictedBackend.load(
                                selection.entries(), limits, filter, List.copyOf(namespaces));
            };
        } catch (NativeException e) {
            throw refused(e.getMessage(), e.errno(), e);
        } catch (BpfLoadException e) {
            throw refused(e.getMessage(), e.errno(), e);
        }
    }

    /**
     * Tries the back-ends one after the other, because each trial takes time. The first that works
     * is the best.
     */
    private BackendType choose(BackendType wanted) {
        List<String> refusals = new ArrayList<>();
        Stream<BackendCapability> candidates =
                wanted == null
                        ? BackendProbe.candidates(selection.functions() > MANY)
                        : Stream.of(BackendProbe.of(wanted));
        BackendCapability best = BackendCapability.best(candidates, refusals);
        if (best == null) {
            throw new UserException(
                    "this kernel allows no such recording (%s): see 'skbtrail-record doctor'"
                            .formatted(String.join("; ", refusals)));
        }
        if (best.type() == BackendType.RESTRICTED) {
            requireNoFunctions(refusals);
        }
        return best.type();
    }

    /** Fails if functions or returns were requested: no trace is better than one without them. */
    private void requireNoFunctions(List<String> refusals) {
        if (selection.returns() || selection.chosen() && !selection.hasHooks()) {
            String why = refusals.isEmpty() ? "" : " (%s)".formatted(String.join("; ", refusals));
            throw new UserException(
                    "the restricted back-end traces no functions and no returns%s: leave out the"
                                    .formatted(why)
                            + " options that choose them, or give --group restricted (devices,"
                            + " netfilter hooks and drops)");
        }
    }

    private static UserException refused(String message, int errno, RuntimeException cause) {
        String fix =
                switch (errno) {
                    case ENOMEM -> "choose a smaller --buffer-size";
                    case EPERM -> "run with sudo";
                    case E2BIG -> "write a shorter filter expression, or leave out --inner";
                    default -> "see 'skbtrail-record doctor'";
                };
        return new UserException(message + ": " + fix, cause);
    }
}
