package dev.skbtrail.recorder.cli;

import dev.skbtrail.recorder.recording.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Says that the recording has begun and, on a terminal, how it goes: one line, written over and
 * over.
 */
final class ProgressLine implements Consumer<Progress> {
    private static final long INTERVAL_NANOS = 200_000_000;
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean terminal;
    private final Path output;
    private boolean begun;
    private boolean shown;
    private long last;

    ProgressLine(PrintWriter err, boolean terminal, Path output) {
        this.err = err;
        this.terminal = terminal;
        this.output = output;
    }

    @Override
    public synchronized void accept(Progress progress) {
        if (!begun) {
            begun = true;
            err.println("recording to " + output + "; Ctrl-C ends it");
        }
        long now = System.nanoTime();
        if (terminal && (!shown || now - last >= INTERVAL_NANOS)) {
            shown = true;
            last = now;
            err.print(ERASE + text(progress));
            err.flush();
        }
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
