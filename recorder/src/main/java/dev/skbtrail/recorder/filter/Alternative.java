package dev.skbtrail.recorder.filter;

import java.nio.ByteBuffer;

/** One value that a packet may match. */
public interface Alternative {
    /** As the user wrote it. */
    String text();

    /** Puts it into a zeroed buffer, in the machine's byte order, as {@code bpf/filter.h} says. */
    void write(ByteBuffer out, int at);
}
