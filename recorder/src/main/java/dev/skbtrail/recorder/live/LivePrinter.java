package dev.skbtrail.recorder.live;

import java.io.PrintStream;

/**
 * Prints events while they are recorded, 20 times a second those that have arrived. A reader that
 * is too slow blocks only this thread.
 */
public final class LivePrinter extends Thread {
    private static final long INTERVAL_MILLIS = 50;

    /** How long the last lines wait for a reader that has stopped reading. */
    private static final long LAST_MILLIS = 1000;

    private final LiveRows rows;
    private final EventLine line;
    private final PrintStream out;
    private final Runnable onGone;
    private volatile boolean ended;

    /**
     * @param onGone run when the reader is gone, as after {@code | head}
     */
    public LivePrinter(LiveRows rows, EventLine line, PrintStream out, Runnable onGone) {
        super("skbtrail-print");
        this.rows = rows;
        this.line = line;
        this.out = out;
        this.onGone = onGone;
        setDaemon(true);
    }

    @Override
    public void run() {
        boolean read = true;
        while (read && !ended) {
            try {
                Thread.sleep(INTERVAL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            read = print();
        }
        if (read) {
            print();
        }
    }

    /** Returns false when the reader is gone. */
    private boolean print() {
        LiveRows.Taken taken = rows.take();
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < taken.rows().size(); row++) {
            text.append(line.of(taken, row)).append('\n');
        }
        if (text.length() > 0) {
            out.print(text);
        }
        if (out.checkError()) {
            onGone.run();
            return false;
        }
        return true;
    }

    /** Prints the remaining rows, and ends the thread. */
    public void finish() throws InterruptedException {
        ended = true;
        join(LAST_MILLIS);
    }
}
