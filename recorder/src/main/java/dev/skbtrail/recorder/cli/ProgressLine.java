package dev.skbtrail.recorder.cli;

import dev.skbtrail.recorder.backend.ProbeStatus;
import dev.skbtrail.recorder.recording.Progress;
import dev.skbtrail.recorder.recording.RecordingListener;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Says that the recording has begun and, on a terminal, how attaching and recording go: one line,
 * written over and over.
 */
final class ProgressLine implements RecordingListener {
    private static final long INTERVAL_NANOS = 200_000_000;
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean terminal;
    private final Path output;
    private final boolean chosen;
    private final Runnable onReady;
    private final long start = System.nanoTime();
    private boolean shown;
    private long last;

    /**
     * @param chosen whether the user chose functions and wants to know which are missing
     * @param onReady run when all probes are on
     */
    ProgressLine(PrintWriter err, boolean terminal, Path output, boolean chosen, Runnable onReady) {
        this.err = err;
        this.terminal = terminal;
        this.output = output;
        this.chosen = chosen;
        this.onReady = onReady;
    }

    @Override
    public synchronized void onProbes(int done, int all) {
        long now = System.nanoTime();
        // What takes no time needs no line.
        if (now - start >= INTERVAL_NANOS) {
            show("attaching: %,d of %,d probes  %s", done, all, elapsed(now));
        }
    }

    @Override
    public synchronized void onAttached(List<ProbeStatus> probes) {
        clear();
        String refused = chosen ? RefusalText.of(probes) : "";
        if (!refused.isEmpty()) {
            err.println(refused);
        }
        err.println("recording to " + output + "; Ctrl-C ends it");
        onReady.run();
    }

    @Override
    public synchronized void onProgress(Progress progress) {
        show("%s", text(progress));
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

    /** Leaves the terminal's line to what comes next. */
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
}
