package dev.skbtrail.recorder.backend;

import dev.skbtrail.recorder.capability.BackendType;
import dev.skbtrail.recorder.catalogue.Program;
import dev.skbtrail.recorder.filter.KernelFilter;
import dev.skbtrail.recorder.kernel.FunctionSignature;
import dev.skbtrail.recorder.kernel.ReturnType;
import dev.skbtrail.recorder.libbpf.AttachTarget;
import dev.skbtrail.recorder.libbpf.BpfObject;
import dev.skbtrail.recorder.libbpf.BpfProgram;
import dev.skbtrail.recorder.libbpf.BpfSystem;
import dev.skbtrail.recorder.libbpf.Link;
import dev.skbtrail.recorder.libbpf.LoadedProgram;
import dev.skbtrail.recorder.load.KernelLimits;
import dev.skbtrail.recorder.load.KernelSide;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * fentry and fexit: a few instructions at the beginning of each function, without a trap. Such a
 * program is verified against one function, so each template is loaded once for each function that
 * it serves.
 */
final class FentryBackend {
    private static final int PROG_TYPE_TRACING = 26;

    /**
     * Trampolines of x86-64 pass no more than this many arguments before commit 473e3150e30a ("bpf,
     * x86: allow function arguments up to 12 for TRACING", v6.6). A function with more gets a
     * kprobe, on every kernel alike.
     */
    private static final int REGISTER_ARGUMENTS = 6;

    private final KernelSide kernel;
    private final Attachments attachments;
    private final Map<String, Integer> moduleBtfs = BpfSystem.moduleBtfs();

    private FentryBackend(KernelSide kernel, Attachments attachments) {
        this.kernel = kernel;
        this.attachments = attachments;
    }

    static Backend load(FunctionProbes functions, KernelLimits limits, KernelFilter filter) {
        KernelSide kernel =
                KernelSide.load("trace.bpf.o", limits, filter, object -> choose(object, functions));
        return new Backend(
                BackendType.FENTRY,
                kernel,
                (side, attachments, listener) ->
                        functions.attach(
                                side,
                                attachments,
                                listener,
                                new FentryBackend(side, attachments)::steps));
    }

    /**
     * Loads each template that is needed, against the first function that needs it, and the kprobe
     * programs for functions that fentry cannot trace.
     */
    private static void choose(BpfObject object, FunctionProbes functions) {
        Map<String, String> targets = new HashMap<>();
        Set<String> others = new HashSet<>(Tracepoints.PROGRAMS);
        for (FunctionProbe probe : functions.found()) {
            String function = probe.signature().name();
            if (isBeyond(probe)) {
                others.addAll(KprobeLinks.programs(probe));
            } else {
                targets.putIfAbsent("fentry_" + probe.programSuffix(), function);
                targets.putIfAbsent("fexit_" + probe.returnProgram(), function);
            }
        }
        for (BpfProgram program : object.programs()) {
            String target = targets.get(program.name());
            program.setAutoload(target != null || others.contains(program.name()));
            if (target != null) {
                program.setTarget(target);
            }
        }
    }

    /** Whether a kprobe can trace the function but fentry cannot. */
    static boolean isBeyond(FunctionProbe probe) {
        FunctionSignature function = probe.signature();
        // btf_distill_func_proto of kernel/bpf/btf.c accepts no variadic functions and no structure
        // as result; it also refuses an argument that is a pointer to a pointer.
        return function.parameters() > REGISTER_ARGUMENTS
                || function.variadic()
                || function.returnType().kind() == ReturnType.Kind.OTHER
                || function.btfId() == 0
                || probe.entry().program() == Program.REBUILD
                || probe.entry().program() == Program.FRAME;
    }

    private List<Supplier<Link>> steps(FunctionProbe probe, int id) {
        if (isBeyond(probe)) {
            return KprobeLinks.steps(kernel.object(), probe, id);
        }
        return probe.steps(
                name -> attach("fentry_" + name, AttachTarget.FENTRY, probe, id),
                name -> attach("fexit_" + name, AttachTarget.FEXIT, probe, id));
    }

    private Link attach(String program, int type, FunctionProbe probe, int id) {
        FunctionSignature function = probe.signature();
        int btf = function.module() == null ? 0 : moduleBtfs.getOrDefault(function.module(), 0);
        int arguments =
                function.returnType().size() > 0 ? function.parameters() : AttachTarget.UNKNOWN;
        AttachTarget target = new AttachTarget(type, function.btfId(), btf, arguments);
        LoadedProgram loaded =
                kernel.object()
                        .program(program)
                        .template()
                        .load(PROG_TYPE_TRACING, target, id, probe.traits());
        return attachments.keep(loaded).attachFunction();
    }
}
