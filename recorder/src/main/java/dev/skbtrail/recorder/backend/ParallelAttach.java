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
 * Attaches many probes at once. Nearly all of the time goes into the verifier, which reads a
 * program in the thread that loads it, and for the privileged it takes no lock (bpf_check of
 * kernel/bpf/verifier.c).
 */
final class ParallelAttach {
    /** More would wait for each other where the kernel changes its own code. */
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
     * @param listener called in this thread; what it throws ends the work, and no step is running
     *     any more when it comes out
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
            // Without an interrupt: what has begun ends, so that its links are known.
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
