package dev.skbtrail.recorder.live;

import java.io.PrintStream;

/**
 * Prints events while they are recorded, 20 times a second what has come. A reader that is too slow
 * holds up this thread and nothing else.
 */
public final class LivePrinter extends Thread {
    private static final long INTERVAL_MILLIS = 50;

    /** The last lines of a reader that has stopped reading are not waited for any longer. */
    private static final long LAST_MILLIS = 1000;

    private final LiveRows rows;
    private final EventLine line;
    private final PrintStream out;
    private final Runnable onGone;
    private volatile boolean ended;

    /**
     * @param onGone run when nobody reads any more, as after {@code | head}
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

    /** False when nobody reads. */
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

    /** Prints what has come since, and ends the thread. */
    public void finish() throws InterruptedException {
        ended = true;
        join(LAST_MILLIS);
    }
}
