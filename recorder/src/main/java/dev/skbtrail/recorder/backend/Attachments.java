package dev.skbtrail.recorder.backend;

import dev.skbtrail.recorder.catalogue.CatalogueEntry;
import dev.skbtrail.recorder.libbpf.Link;
import dev.skbtrail.recorder.libbpf.LoadedProgram;
import dev.skbtrail.recorder.libbpf.NativeException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The active links. They enforce the rule that a single refused probe never fails a recording.
 * Probes may be attached by several threads at once; everything else is single-threaded.
 */
final class Attachments {
    /** From the kernel's include/linux/errno.h; the C library does not know it. */
    private static final int ENOTSUPP = 524;

    /**
     * To detach a kprobe, the kernel waits until no CPU can be executing it; waiting for many in
     * parallel takes as long as for one.
     */
    private static final int DETACHERS = 16;

    private static final int DETACH_MINUTES = 10;

    /** By probe; within a probe, the entry was attached last. */
    private final List<Deque<Link>> links = new ArrayList<>();

    private final List<LoadedProgram> programs = new ArrayList<>();

    /** Attaches all links of one probe, or none. */
    ProbeStatus attach(CatalogueEntry entry, List<Supplier<Link>> steps) {
        Deque<Link> attached = new ArrayDeque<>();
        try {
            for (Supplier<Link> step : steps) {
                attached.push(step.get());
            }
            add(attached);
            return ProbeStatus.attached(entry);
        } catch (NativeException e) {
            closeAll(attached);
            return ProbeStatus.refused(entry, reason(e));
        }
    }

    /** The reason for a refusal, as shown to the user. */
    static String reason(NativeException refusal) {
        return refusal.errno() == ENOTSUPP
                ? "this function cannot be traced"
                : refusal.getMessage();
    }

    /** Adds a link of a probe that has many. */
    void add(Link link) {
        add(new ArrayDeque<>(List.of(link)));
    }

    private synchronized void add(Deque<Link> probe) {
        links.add(probe);
    }

    /** Keeps a program open as long as its links, so that its missed runs can be read. */
    synchronized LoadedProgram keep(LoadedProgram program) {
        programs.add(program);
        return program;
    }

    /**
     * How often the kernel skipped one of the kept programs, or a link did not reach its program.
     */
    long missed() {
        return programs.stream().mapToLong(LoadedProgram::misses).sum()
                + links.stream().flatMap(Deque::stream).mapToLong(Link::misses).sum();
    }

    /** Detaches everything; for each probe, in reverse order of attaching. */
    void detachAll() {
        if (!links.isEmpty()) {
            ExecutorService detachers =
                    Executors.newFixedThreadPool(Math.min(DETACHERS, links.size()));
            links.forEach(probe -> detachers.execute(() -> closeAll(probe)));
            links.clear();
            await(detachers);
        }
        programs.forEach(LoadedProgram::close);
        programs.clear();
    }

    private static void await(ExecutorService detachers) {
        detachers.shutdown();
        try {
            detachers.awaitTermination(DETACH_MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeAll(Deque<Link> links) {
        while (!links.isEmpty()) {
            links.pop().close();
        }
    }
}
