package dev.skbtrail.recorder.probe;

import dev.skbtrail.recorder.libbpf.Link;
import dev.skbtrail.recorder.libbpf.LoadedProgram;
import dev.skbtrail.recorder.libbpf.NativeException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** The links that are in force, and the rule that one refused probe never fails a recording. */
final class Attachments {
    private static final int ENOTSUPP = 524;

    private final Deque<Link> links = new ArrayDeque<>();
    private final List<LoadedProgram> programs = new ArrayList<>();

    /** Attaches all links of one probe, or none. */
    ProbeStatus attach(CatalogueEntry entry, List<Supplier<Link>> steps) {
        int before = links.size();
        try {
            for (Supplier<Link> step : steps) {
                links.push(step.get());
            }
            return ProbeStatus.attached(entry);
        } catch (NativeException e) {
            while (links.size() > before) {
                links.pop().close();
            }
            return ProbeStatus.refused(
                    entry,
                    e.errno() == ENOTSUPP ? "this function cannot be traced" : e.getMessage());
        }
    }

    /** Adds a link that belongs to a probe with many. */
    void add(Link link) {
        links.push(link);
    }

    /** Keeps a program open as long as its links, so that it can be asked what it missed. */
    LoadedProgram keep(LoadedProgram program) {
        programs.add(program);
        return program;
    }

    /** How often the kernel did not run one of the kept programs. */
    long missed() {
        return programs.stream().mapToLong(LoadedProgram::misses).sum();
    }

    /** Detaches in reverse order. */
    void detachAll() {
        while (!links.isEmpty()) {
            links.pop().close();
        }
        programs.forEach(LoadedProgram::close);
        programs.clear();
    }
}
