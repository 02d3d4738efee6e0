package dev.skbtrail.recorder.probe;

import dev.skbtrail.recorder.libbpf.BpfObject;
import dev.skbtrail.recorder.libbpf.BpfProgram;
import dev.skbtrail.recorder.libbpf.Link;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** One function by kprobe and, where its return is wanted, kretprobe. */
final class KprobeLinks {
    private KprobeLinks() {}

    /** Programs of trace.bpf.c that the probe needs. */
    static List<String> programs(FunctionProbe probe) {
        String entry = "kprobe_" + probe.programSuffix();
        return probe.returnProgram() == null
                ? List.of(entry)
                : List.of(entry, "kretprobe_" + probe.returnProgram());
    }

    /** Programs of trace.bpf.c that any of them needs. */
    static Set<String> programs(FunctionProbes functions) {
        Set<String> needed = new HashSet<>();
        for (FunctionProbe probe : functions.found()) {
            needed.addAll(programs(probe));
        }
        return needed;
    }

    /** What a program reads as its cookie: which probe it is, and what is known of it. */
    static long cookie(FunctionProbe probe, int id) {
        return (long) probe.traits() << Integer.SIZE | id;
    }

    /** What attaches it, in order; the cookie tells the program which probe it is. */
    static List<Supplier<Link>> steps(BpfObject object, FunctionProbe probe, int id) {
        long cookie = cookie(probe, id);
        String function = probe.signature().name();
        BpfProgram program = object.program("kprobe_" + probe.programSuffix());
        Supplier<Link> entry = () -> program.attachKprobe(function, false, cookie);
        if (probe.returnProgram() == null) {
            return List.of(entry);
        }
        BpfProgram atReturn = object.program("kretprobe_" + probe.returnProgram());
        // The return first: an entry without it would wait for ever for a call to end.
        return List.of(() -> atReturn.attachKprobe(function, true, cookie), entry);
    }
}
