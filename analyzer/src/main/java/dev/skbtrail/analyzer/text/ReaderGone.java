package dev.skbtrail.analyzer.text;

import java.io.IOException;

/** The reader of the output has exited. */
public final class ReaderGone extends IOException {
    private static final long serialVersionUID = 1L;

    public ReaderGone(IOException cause) {
        super(cause);
    }
}
