package dev.skbtrail.recorder.probe;

import dev.skbtrail.recorder.libbpf.BpfObject;
import dev.skbtrail.recorder.libbpf.BpfProgram;
import dev.skbtrail.recorder.libbpf.Link;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** kprobes and kretprobes: one program for all functions of a shape, told apart by their cookie. */
final class KprobeBackend implements Backend {
    private final KernelSide kernel;
    private final FunctionProbes functions;
    private final Attachments attachments = new Attachments();

    private KprobeBackend(KernelSide kernel, FunctionProbes functions) {
        this.kernel = kernel;
        this.functions = functions;
    }

    static KprobeBackend load(FunctionProbes functions, KernelLimits limits, byte[] filter) {
        KernelSide kernel =
                KernelSide.load("trace.bpf.o", limits, filter, object -> choose(object, functions));
        return new KprobeBackend(kernel, functions);
    }

    /** What is not needed stays out: a program may read structs of a module that is not loaded. */
    private static void choose(BpfObject object, FunctionProbes functions) {
        Set<String> needed = new HashSet<>();
        for (FunctionProbe probe : functions.found()) {
            needed.addAll(KprobeLinks.programs(probe));
        }
        for (BpfProgram program : object.programs()) {
            String name = program.name();
            program.setAutoload(needed.contains(name) || name.startsWith("raw_tp"));
        }
    }

    @Override
    public String name() {
        return "kprobe";
    }

    @Override
    public KernelSide kernel() {
        return kernel;
    }

    @Override
    public List<ProbeStatus> attach() {
        return functions.attach(new Tracepoints(kernel.object()), attachments, this::steps);
    }

    private List<Supplier<Link>> steps(FunctionProbe probe, int id) {
        return KprobeLinks.steps(kernel.object(), probe, id);
    }

    @Override
    public long missed() {
        return attachments.missed() + kernel.missed();
    }

    @Override
    public void detach() {
        attachments.detachAll();
    }

    @Override
    public void close() {
        detach();
        kernel.close();
    }
}
