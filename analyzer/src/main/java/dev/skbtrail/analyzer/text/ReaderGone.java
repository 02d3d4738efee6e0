package dev.skbtrail.analyzer.text;

import java.io.IOException;

/** Who read the output has seen enough. */
public final class ReaderGone extends IOException {
    private static final long serialVersionUID = 1L;

    public ReaderGone(IOException cause) {
        super(cause);
    }
}
