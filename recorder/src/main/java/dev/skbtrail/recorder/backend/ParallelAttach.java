package dev.skbtrail.recorder.backend;

import dev.skbtrail.recorder.catalogue.CatalogueEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Attaches many probes in parallel. Nearly all of the time is spent in the verifier, which runs in
 * the thread that loads the program and takes no lock for privileged callers (bpf_check of
 * kernel/bpf/verifier.c).
 */
final class ParallelAttach {
    /** More threads would wait for each other where the kernel patches its own code. */
    private static final int MOST_THREADS = 8;

    private static final int END_MINUTES = 10;

    /** Attaches one probe. */
    @FunctionalInterface
    interface Step {
        /**
         * @param id the number of the probe
         * @return the outcome; a refusal is returned, not thrown
         */
        ProbeStatus attach(CatalogueEntry probe, int id);
    }

    private ParallelAttach() {}

    /**
     * @param step called from several threads at once
     * @param listener called in this thread; if it throws, the work ends, and no step is still
     *     running when the exception reaches the caller
     * @return the statuses in the order of the probes
     */
    static List<ProbeStatus> attach(
            List<CatalogueEntry> probes, Step step, AttachListener listener) {
        int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        List<Future<ProbeStatus>> pending = new ArrayList<>();
        try {
            for (CatalogueEntry probe : probes) {
                int id = pending.size();
                pending.add(workers.submit(() -> step.attach(probe, id)));
            }
            List<ProbeStatus> statuses = new ArrayList<>();
            for (Future<ProbeStatus> status : pending) {
                statuses.add(await(status));
                listener.onProbes(statuses.size(), probes.size());
            }
            return statuses;
        } finally {
            // No interrupt: steps that have begun run to their end, so that their links are known.
            pending.forEach(status -> status.cancel(false));
            end(workers);
        }
    }

    private static ProbeStatus await(Future<ProbeStatus> status) {
        try {
            return status.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void end(ExecutorService workers) {
        workers.shutdown();
        try {
            workers.awaitTermination(END_MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
