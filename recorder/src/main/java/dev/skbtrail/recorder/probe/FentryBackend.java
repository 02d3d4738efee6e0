package dev.skbtrail.recorder.probe;

import dev.skbtrail.recorder.kernel.FunctionSignature;
import dev.skbtrail.recorder.libbpf.AttachTarget;
import dev.skbtrail.recorder.libbpf.BpfObject;
import dev.skbtrail.recorder.libbpf.BpfProgram;
import dev.skbtrail.recorder.libbpf.BpfSystem;
import dev.skbtrail.recorder.libbpf.Link;
import dev.skbtrail.recorder.libbpf.LoadedProgram;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * fentry and fexit: a few instructions at the head of each function, without a trap. A program of
 * this kind is verified against one function, so each template is loaded once for each function it
 * serves.
 */
final class FentryBackend implements Backend {
    private static final int PROG_TYPE_TRACING = 26;

    private final KernelSide kernel;
    private final FunctionProbes functions;
    private final Attachments attachments = new Attachments();
    private final Map<String, Integer> moduleBtfs = BpfSystem.moduleBtfs();

    private FentryBackend(KernelSide kernel, FunctionProbes functions) {
        this.kernel = kernel;
        this.functions = functions;
    }

    static FentryBackend load(FunctionProbes functions, KernelLimits limits, byte[] filter) {
        KernelSide kernel =
                KernelSide.load("trace.bpf.o", limits, filter, object -> choose(object, functions));
        return new FentryBackend(kernel, functions);
    }

    /** Loads each template that is needed, against the first function that needs it. */
    private static void choose(BpfObject object, FunctionProbes functions) {
        Map<String, String> targets = new HashMap<>();
        for (FunctionProbe probe : functions.found()) {
            String function = probe.signature().name();
            targets.putIfAbsent("fentry_" + probe.programSuffix(), function);
            if (probe.returnProgram() != null) {
                targets.putIfAbsent("fexit_" + probe.returnProgram(), function);
            }
        }
        for (BpfProgram program : object.programs()) {
            String target = targets.get(program.name());
            program.setAutoload(target != null || program.name().startsWith("raw_tp"));
            if (target != null) {
                program.setTarget(target);
            }
        }
    }

    @Override
    public String name() {
        return "fentry";
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
        Supplier<Link> entry =
                () -> attach("fentry_" + probe.programSuffix(), AttachTarget.FENTRY, probe, id);
        if (probe.returnProgram() == null) {
            return List.of(entry);
        }
        // The return first: an entry without it would wait for ever for a call to end.
        return List.of(
                () -> attach("fexit_" + probe.returnProgram(), AttachTarget.FEXIT, probe, id),
                entry);
    }

    private Link attach(String program, int type, FunctionProbe probe, int id) {
        FunctionSignature function = probe.signature();
        int btf = function.module() == null ? 0 : moduleBtfs.getOrDefault(function.module(), 0);
        AttachTarget target = new AttachTarget(type, function.btfId(), btf);
        try (LoadedProgram loaded =
                kernel.object()
                        .program(program)
                        .template()
                        .load(PROG_TYPE_TRACING, target, id, probe.traits())) {
            return loaded.attachFunction();
        }
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
