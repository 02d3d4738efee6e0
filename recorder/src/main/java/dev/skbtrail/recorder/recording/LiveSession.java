package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.event.ColumnSource;
import dev.skbtrail.recorder.live.EventLine;
import dev.skbtrail.recorder.live.LivePrinter;
import dev.skbtrail.recorder.live.LiveRows;
import java.util.List;

/** What a recording prints while it runs. Without a view there is no cost. */
final class LiveSession {
    private final LiveRows rows;
    private final LivePrinter printer;

    /**
     * @param view null: nothing is printed
     * @param columns of the trace
     * @param signal ends the recording when the reader is gone
     */
    LiveSession(LiveView view, List<ColumnSource> columns, StopSignal signal) {
        rows = view == null ? null : new LiveRows(view.shown());
        printer =
                view == null
                        ? null
                        : new LivePrinter(
                                rows,
                                new EventLine(columns, view.time(), view.colors()),
                                view.out(),
                                () -> signal.stop("output closed"));
    }

    /** A decoder that also passes on the rows to print. */
    DrainThread.Decoder around(DrainThread.Decoder decoder) {
        if (rows == null) {
            return decoder;
        }
        return (buffer, offset, batch) -> {
            decoder.decode(buffer, offset, batch);
            rows.offer(batch);
        };
    }

    void start() {
        if (printer != null) {
            printer.start();
        }
    }

    /** Prints the last lines after everything is drained. */
    void finish() throws InterruptedException {
        if (printer != null) {
            printer.finish();
        }
    }

    /** Events that should have been printed and were not. */
    long skipped() {
        return rows == null ? 0 : rows.skipped();
    }
}
