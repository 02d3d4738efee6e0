package dev.skbtrail.recorder.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.recorder.catalogue.CatalogueEntry;
import dev.skbtrail.recorder.catalogue.Program;
import dev.skbtrail.recorder.catalogue.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParallelAttachTest {
    private static final int PROBES = 40;

    private final List<CatalogueEntry> probes = probes(PROBES);
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger tried = new AtomicInteger();

    private static List<CatalogueEntry> probes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new CatalogueEntry("g", "f" + i, Program.ENTRY, Verdict.NONE, ""))
                .toList();
    }

    /** The first of every pair takes longer than the second. */
    private ProbeStatus attach(CatalogueEntry probe, int id) {
        running.incrementAndGet();
        tried.incrementAndGet();
        try {
            Thread.sleep(id % 2 == 0 ? 5 : 0);
        } catch (InterruptedException e) {
            throw new AssertionError("a step is never interrupted", e);
        }
        running.decrementAndGet();
        return id % 3 == 0
                ? ProbeStatus.refused(probe, "reason " + id)
                : ProbeStatus.attached(probe);
    }

    @Test
    void saysOfEachProbeInTheirOrderWhatBecameOfIt() {
        List<ProbeStatus> statuses = ParallelAttach.attach(probes, this::attach, (done, all) -> {});
        assertEquals(probes, statuses.stream().map(ProbeStatus::entry).toList());
        for (int id = 0; id < PROBES; id++) {
            assertEquals(id % 3 == 0 ? "reason " + id : "", statuses.get(id).reason());
        }
    }

    @Test
    void tellsHowFarItIsInTheCallingThread() {
        List<Integer> told = new ArrayList<>();
        Thread caller = Thread.currentThread();
        ParallelAttach.attach(
                probes,
                this::attach,
                (done, all) -> {
                    assertSame(caller, Thread.currentThread());
                    assertEquals(PROBES, all);
                    told.add(done);
                });
        assertEquals(IntStream.rangeClosed(1, PROBES).boxed().toList(), told);
    }

    @Test
    void endsWhatHasBegunWhenItIsStoppedAndBeginsNoMore() {
        // More than a busy machine completes before this thread can stop it.
        List<CatalogueEntry> many = probes(4000);
        RuntimeException stop = new RuntimeException("stopped");
        RuntimeException thrown =
                assertThrows(
                        RuntimeException.class,
                        () ->
                                ParallelAttach.attach(
                                        many,
                                        this::attach,
                                        (done, all) -> {
                                            throw stop;
                                        }));
        assertSame(stop, thrown);
        assertEquals(0, running.get());
        assertTrue(tried.get() < many.size(), tried + " of " + many.size());
    }

    @Test
    void throwsTheFirstFaultInTheOrderOfTheProbes() {
        IllegalStateException fault =
                assertThrows(
                        IllegalStateException.class,
                        () ->
                                ParallelAttach.attach(
                                        probes,
                                        (probe, id) -> {
                                            if (id == 7 || id == 9) {
                                                throw new IllegalStateException("fault " + id);
                                            }
                                            return attach(probe, id);
                                        },
                                        (done, all) -> {}));
        assertEquals("fault 7", fault.getMessage());
        assertEquals(0, running.get());
    }

    @Test
    void worksWithAsManyThreadsAsThereAreProcessors() {
        int threads = Math.min(8, Runtime.getRuntime().availableProcessors());
        CountDownLatch together = new CountDownLatch(threads);
        List<ProbeStatus> statuses =
                ParallelAttach.attach(
                        probes.subList(0, threads),
                        (probe, id) -> {
                            together.countDown();
                            try {
                                return together.await(10, TimeUnit.SECONDS)
                                        ? ProbeStatus.attached(probe)
                                        : ProbeStatus.refused(probe, "alone");
                            } catch (InterruptedException e) {
                                throw new AssertionError(e);
                            }
                        },
                        (done, all) -> {});
        assertTrue(statuses.stream().allMatch(ProbeStatus::attached), statuses.toString());
    }
}
