package dev.skbtrail.recorder.backend;

import dev.skbtrail.recorder.capability.BackendType;
import dev.skbtrail.recorder.catalogue.CatalogueEntry;
import dev.skbtrail.recorder.filter.KernelFilter;
import dev.skbtrail.recorder.libbpf.BpfObject;
import dev.skbtrail.recorder.libbpf.BpfProgram;
import dev.skbtrail.recorder.libbpf.NativeException;
import dev.skbtrail.recorder.load.KernelLimits;
import dev.skbtrail.recorder.load.KernelSide;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * kprobe.multi: the programs of the kprobe back-end, each attached to all its functions by one
 * call. The kernel refuses a set as a whole, so a refused set is halved until the offending
 * function is found.
 */
final class KprobeMultiBackend {
    /**
     * Total number of retries for refused sets: enough to find some tens of functions among
     * thousands.
     */
    private static final int RETRIES_MAX = 500;

    private final FunctionProbes functions;
    private final KernelSide kernel;
    private final Attachments attachments;
    private final AttachListener listener;
    private final ProbeStatus[] statuses;
    private int retries;

    private record Target(FunctionProbe probe, int id) {}

    private KprobeMultiBackend(
            FunctionProbes functions,
            KernelSide kernel,
            Attachments attachments,
            AttachListener listener) {
        this.functions = functions;
        this.kernel = kernel;
        this.attachments = attachments;
        this.listener = listener;
        statuses = new ProbeStatus[functions.asked().size()];
    }

    static Backend load(FunctionProbes functions, KernelLimits limits, KernelFilter filter) {
        KernelSide kernel =
                KernelSide.load("trace.bpf.o", limits, filter, object -> choose(object, functions));
        return new Backend(
                BackendType.KPROBE_MULTI,
                kernel,
                (side, attachments, listener) ->
                        new KprobeMultiBackend(functions, side, attachments, listener).attach());
    }

    private static void choose(BpfObject object, FunctionProbes functions) {
        Set<String> multi = KprobeLinks.programs(functions);
        for (BpfProgram program : object.programs()) {
            boolean isMulti = multi.contains(program.name());
            program.setAutoload(isMulti || Tracepoints.PROGRAMS.contains(program.name()));
            if (isMulti) {
                program.setType(BpfProgram.TYPE_KPROBE, BpfProgram.ATTACH_KPROBE_MULTI);
            }
        }
    }

    private List<ProbeStatus> attach() {
        Tracepoints tracepoints = new Tracepoints(kernel.object());
        Map<String, List<Target>> entries = new LinkedHashMap<>();
        Map<String, List<Target>> returns = new LinkedHashMap<>();
        for (int id = 0; id < statuses.length; id++) {
            CatalogueEntry entry = functions.asked().get(id);
            FunctionProbe probe = functions.found(entry);
            if (probe == null) {
                statuses[id] = functions.attachOther(entry, id, tracepoints, attachments);
            } else {
                Target target = new Target(probe, id);
                if (probe.programSuffix() != null) {
                    add(entries, "kprobe_" + probe.programSuffix(), target);
                }
                if (probe.returnProgram() != null) {
                    add(returns, "kretprobe_" + probe.returnProgram(), target);
                }
            }
        }
        tell();
        // Returns first: an entry without a return probe would wait forever for its call to end.
        returns.forEach((program, targets) -> attach(program, targets, true));
        entries.forEach((program, targets) -> attach(program, attachable(targets), false));
        return Arrays.asList(statuses);
    }

    private static void add(Map<String, List<Target>> sets, String program, Target target) {
        sets.computeIfAbsent(program, name -> new ArrayList<>()).add(target);
    }

    /** The targets without those whose return probe was refused. */
    private List<Target> attachable(List<Target> targets) {
        return targets.stream().filter(target -> statuses[target.id()] == null).toList();
    }

    private void attach(String program, List<Target> targets, boolean atReturn) {
        if (targets.isEmpty()) {
            return;
        }
        long[] addresses = targets.stream().mapToLong(t -> functions.address(t.probe())).toArray();
        long[] cookies =
                targets.stream().mapToLong(t -> KprobeLinks.cookie(t.probe(), t.id())).toArray();
        try {
            attachments.add(
                    kernel.program(program).attachKprobeMulti(addresses, cookies, atReturn));
            for (Target target : targets) {
                if (!atReturn || target.probe().programSuffix() == null) {
                    statuses[target.id()] = ProbeStatus.attached(target.probe().entry());
                }
            }
        } catch (NativeException e) {
            if (targets.size() == 1 || retries++ >= RETRIES_MAX) {
                String reason = Attachments.reason(e);
                targets.forEach(
                        t -> statuses[t.id()] = ProbeStatus.refused(t.probe().entry(), reason));
            } else {
                int half = targets.size() / 2;
                attach(program, targets.subList(0, half), atReturn);
                attach(program, targets.subList(half, targets.size()), atReturn);
            }
        }
        tell();
    }

    private void tell() {
        int done = (int) Arrays.stream(statuses).filter(status -> status != null).count();
        listener.onProbes(done, statuses.length);
    }
}
