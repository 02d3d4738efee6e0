package dev.skbtrail.recorder.filter;

import java.nio.ByteBuffer;

/** One value that a packet may match. */
public interface Alternative {
    /** As the user wrote it. */
    String text();

    /**
     * Writes it into a zeroed buffer, in native byte order, in the form of {@code bpf/filter.h}.
     */
    void write(ByteBuffer out, int at);
}
