package dev.skbtrail.recorder.backend;

import dev.skbtrail.recorder.libbpf.BpfObject;
import dev.skbtrail.recorder.libbpf.Link;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Attaches one function by kprobe and, where its return is wanted, by kretprobe. */
final class KprobeLinks {
    private KprobeLinks() {}

    /** Programs of trace.bpf.c that the probe needs. */
    static List<String> programs(FunctionProbe probe) {
        List<String> programs = new ArrayList<>();
        if (probe.programSuffix() != null) {
            programs.add("kprobe_" + probe.programSuffix());
        }
        if (probe.returnProgram() != null) {
            programs.add("kretprobe_" + probe.returnProgram());
        }
        return programs;
    }

    /** Programs of trace.bpf.c that any of the probes needs. */
    static Set<String> programs(FunctionProbes functions) {
        Set<String> needed = new HashSet<>();
        for (FunctionProbe probe : functions.found()) {
            needed.addAll(programs(probe));
        }
        return needed;
    }

    /** The cookie that the program reads: the probe's number and traits. */
    static long cookie(FunctionProbe probe, int id) {
        return (long) probe.traits() << Integer.SIZE | id;
    }

    /**
     * The steps that attach the probe, in order; the cookie tells the program which probe it is.
     */
    static List<Supplier<Link>> steps(BpfObject object, FunctionProbe probe, int id) {
        long cookie = cookie(probe, id);
        String function = probe.signature().name();
        return probe.steps(
                name -> object.program("kprobe_" + name).attachKprobe(function, false, cookie),
                name -> object.program("kretprobe_" + name).attachKprobe(function, true, cookie));
    }
}
