package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.event.ColumnSource;
import dev.skbtrail.recorder.live.EventLine;
import dev.skbtrail.recorder.live.LivePrinter;
import dev.skbtrail.recorder.live.LiveRows;
import java.util.List;

/** What a recording prints while it goes on, or nothing: then it costs nothing. */
final class LiveSession {
    private final LiveRows rows;
    private final LivePrinter printer;

    /**
     * @param view null: nothing
     * @param columns of the trace
     * @param signal ends the recording when nobody reads any more
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

    /** A decoder that also hands on what is to be printed. */
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

    /** Everything is drained: the last lines follow. */
    void finish() throws InterruptedException {
        if (printer != null) {
            printer.finish();
        }
    }

    /** Events that were to be printed and were not. */
    long skipped() {
        return rows == null ? 0 : rows.skipped();
    }
}
