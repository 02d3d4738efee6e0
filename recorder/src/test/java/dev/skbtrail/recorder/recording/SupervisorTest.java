package dev.skbtrail.recorder.recording;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.recorder.backend.ProbeStatus;
import dev.skbtrail.recorder.snapshot.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever fails, wherever: the user is told, and nothing is left running. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SupervisorTest {
    private static final StopCondition SOON =
            new StopCondition(Duration.ofMillis(300), 0, 0, 0, null);

    static final RecordingListener SILENT =
            new RecordingListener() {
                @Override
                public void onProbes(int done, int all) {}

                @Override
                public void onAttached(List<ProbeStatus> probes) {}

                @Override
                public void onProgress(Progress progress) {}

                @Override
                public void onStop() {}

                @Override
                public void onDump(WrittenDump dump) {}
            };

    private final StopSignal signal = new StopSignal();

    private void run(FakeKernel kernel, StopCondition condition) throws InterruptedException {
        FailureSlot failure = new FailureSlot(signal);
        TraceClock clock = TraceClock.sample();
        LossLedger losses = new LossLedger(kernel, clock);
        Pipeline pipeline =
                new Pipeline(
                        List.of(kernel.ring()),
                        kernel::decode,
                        losses,
                        kernel::write,
                        kernel,
                        failure);
        StopMonitor watch =
                new StopMonitor(
                        condition,
                        signal,
                        new RecordingCounters(pipeline, losses, null),
                        pipeline::bytes);
        new Supervisor(
                        clock,
                        losses,
                        pipeline,
                        new ProbeSession(kernel, signal),
                        Snapshot.none(),
                        watch,
                        failure)
                .run(SILENT, kernel::describe);
    }

    private static List<String> workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(List.of("skbtrail-drain", "skbtrail-writer")::contains)
                .toList();
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                        "attach",
                        "describe",
                        "open",
                        "missed",
                        "detach",
                        "decode",
                        "write",
                        "size",
                        "checkpoint",
                        "rotate",
                        "counters")
                .flatMap(
                        step ->
                                Stream.of(
                                                new IllegalStateException("planned"),
                                                new OutOfMemoryError("planned"),
                                                new AssertionError("planned"))
                                        .map(failure -> Arguments.of(step, failure)));
    }

    @Test
    void writesWhatIsInTheRings() throws InterruptedException {
        FakeKernel kernel = new FakeKernel(Map.of());
        run(kernel, SOON);
        assertEquals("duration", signal.reason());
        assertEquals(2, kernel.calls.stream().filter("write"::equals).count());
        assertEquals(List.of(), workers());
    }

    /** Only a failure ends the recording, which itself has no limit. */
    @ParameterizedTest
    @MethodSource("failures")
    void endsAtOnceWhereverItFails(String step, Throwable failure) {
        boolean atTheEnd = List.of("missed", "detach").contains(step);
        FakeKernel kernel = new FakeKernel(Map.of(step, failure));
        Throwable thrown =
                assertThrows(
                        Throwable.class, () -> run(kernel, atTheEnd ? SOON : StopCondition.NONE));
        assertSame(failure, thrown);
        assertEquals(List.of(), workers());
        assertTrue(kernel.calls.contains("detach"), kernel.calls::toString);
        assertEquals(atTheEnd ? "duration" : "failure", signal.reason());
    }

    @Test
    void keepsTheFirstFailureAndAttachesTheOthers() {
        Throwable first = new IllegalStateException("attach");
        Throwable second = new OutOfMemoryError("missed");
        Throwable third = new AssertionError("detach");
        FakeKernel kernel =
                new FakeKernel(Map.of("attach", first, "missed", second, "detach", third));
        Throwable thrown = assertThrows(Throwable.class, () -> run(kernel, StopCondition.NONE));
        assertSame(first, thrown);
        assertArrayEquals(new Throwable[] {second, third}, thrown.getSuppressed());
    }

    /** Also a command that ignores signals, and its child processes. */
    @ParameterizedTest
    @ValueSource(strings = {"exec sleep 61", "trap '' TERM; sleep 61; :", "sleep 61; :"})
    void leavesNoCommandRunning(String script) throws InterruptedException {
        Set<ProcessHandle> before = descendants();
        FakeKernel kernel = new FakeKernel(Map.of("write", new OutOfMemoryError("planned")));
        StopCondition command = new StopCondition(null, 0, 0, 0, List.of("sh", "-c", script));
        assertThrows(OutOfMemoryError.class, () -> run(kernel, command));
        Set<ProcessHandle> left = descendants();
        left.removeAll(before);
        for (ProcessHandle process : left) {
            process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
        }
    }

    private static Set<ProcessHandle> descendants() {
        return ProcessHandle.current().descendants().collect(Collectors.toSet());
    }

    /** The rings may be unmapped once run has ended, even if its thread was interrupted. */
    @Test
    void waitsForBothThreadsWhenItIsInterrupted() {
        FakeKernel kernel = new FakeKernel(Map.of());
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> run(kernel, StopCondition.NONE));
        assertEquals(List.of(), workers());
        assertTrue(kernel.calls.contains("detach"), kernel.calls::toString);
    }
}
