package dev.skbtrail.recorder.cli;

import dev.skbtrail.recorder.backend.ProbeStatus;
import dev.skbtrail.recorder.recording.Progress;
import dev.skbtrail.recorder.recording.RecordingListener;
import dev.skbtrail.recorder.recording.WrittenDump;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reports that the recording has begun and, on a terminal, the progress of attaching and recording
 * in one line that is overwritten each time.
 */
final class ProgressLine implements RecordingListener {
    private static final int NAMED = 5;
    private static final long INTERVAL_NANOS = 200_000_000;
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean terminal;
    private final String beginning;
    private final boolean chosen;
    private final Runnable onReady;
    private final long start = System.nanoTime();
    private boolean shown;
    private long last;

    /**
     * @param beginning says that the recording has begun
     * @param chosen whether the user chose functions and wants to know which are missing
     * @param onReady run when all probes are attached
     */
    ProgressLine(
            PrintWriter err, boolean terminal, String beginning, boolean chosen, Runnable onReady) {
        this.err = err;
        this.terminal = terminal;
        this.beginning = beginning;
        this.chosen = chosen;
        this.onReady = onReady;
    }

    @Override
    public synchronized void onProbes(int done, int all) {
        long now = System.nanoTime();
        // No line for something that takes no time.
        if (now - start >= INTERVAL_NANOS) {
            show("attaching: %,d of %,d probes  %s", done, all, elapsed(now));
        }
    }

    @Override
    public synchronized void onAttached(List<ProbeStatus> probes) {
        clear();
        String refused = chosen ? refused(probes) : "";
        if (!refused.isEmpty()) {
            err.println(refused);
        }
        err.println(beginning);
        onReady.run();
    }

    @Override
    public synchronized void onProgress(Progress progress) {
        show("%s", text(progress));
    }

    @Override
    public void onStop() {
        clear();
    }

    @Override
    public void onDump(WrittenDump dump) {
        // Without a trigger it is the last one, of which the summary tells.
        if (dump.cause() != null) {
            say(FlightText.dump(dump));
        }
    }

    /** A line that stays. */
    synchronized void say(String line) {
        clear();
        err.println(line);
        err.flush();
    }

    private void show(String format, Object... values) {
        long now = System.nanoTime();
        if (terminal && (!shown || now - last >= INTERVAL_NANOS)) {
            shown = true;
            last = now;
            err.print(ERASE + format.formatted(values));
            err.flush();
        }
    }

    private String elapsed(long now) {
        return DurationText.show(Duration.ofNanos(now - start));
    }

    /** Clears the terminal's line for the output that follows. */
    synchronized void clear() {
        if (shown) {
            shown = false;
            err.print(ERASE);
            err.flush();
        }
    }

    private static String text(Progress progress) {
        return "%,d events  %,d packets  %,d lost  %s  %s"
                .formatted(
                        progress.events(),
                        progress.packets(),
                        progress.lost(),
                        new ByteCount(progress.bytes()),
                        DurationText.show(progress.elapsed()));
    }

    /** Which probes could not be attached, in one line; empty when all could. */
    static String refused(List<ProbeStatus> probes) {
        List<ProbeStatus> refused =
                probes.stream()
                        .filter(probe -> probe.outcome() == ProbeStatus.Outcome.REFUSED)
                        .filter(probe -> !probe.entry().isIdentity())
                        .toList();
        if (refused.isEmpty()) {
            return "";
        }
        String named =
                refused.stream()
                        .limit(NAMED)
                        .map(probe -> probe.entry().function() + " (" + probe.reason() + ")")
                        .collect(Collectors.joining(", "));
        int more = refused.size() - NAMED;
        return "%,d of %,d probes not attached: %s%s; 'skbtrail probes' on the trace shows all"
                .formatted(
                        refused.size(),
                        probes.size(),
                        named,
                        more > 0 ? " and %,d more".formatted(more) : "");
    }
}
