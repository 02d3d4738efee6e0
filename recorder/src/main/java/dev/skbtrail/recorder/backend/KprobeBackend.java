package dev.skbtrail.recorder.backend;

import dev.skbtrail.recorder.capability.BackendType;
import dev.skbtrail.recorder.filter.KernelFilter;
import dev.skbtrail.recorder.libbpf.BpfObject;
import dev.skbtrail.recorder.libbpf.BpfProgram;
import dev.skbtrail.recorder.load.KernelLimits;
import dev.skbtrail.recorder.load.KernelSide;
import java.util.HashSet;
import java.util.Set;

/**
 * kprobes and kretprobes: one program for all functions of the same shape, distinguished by cookie.
 */
final class KprobeBackend {
    private KprobeBackend() {}

    static Backend load(FunctionProbes functions, KernelLimits limits, KernelFilter filter) {
        KernelSide kernel =
                KernelSide.load("trace.bpf.o", limits, filter, object -> choose(object, functions));
        return new Backend(
                BackendType.KPROBE,
                kernel,
                (side, attachments, listener) ->
                        functions.attach(
                                side,
                                attachments,
                                listener,
                                (probe, id) -> KprobeLinks.steps(side.object(), probe, id)));
    }

    /** Unneeded programs are not loaded: they may read structs of a module that is not loaded. */
    private static void choose(BpfObject object, FunctionProbes functions) {
        Set<String> needed = new HashSet<>(Tracepoints.PROGRAMS);
        needed.addAll(KprobeLinks.programs(functions));
        for (BpfProgram program : object.programs()) {
            program.setAutoload(needed.contains(program.name()));
        }
    }
}
