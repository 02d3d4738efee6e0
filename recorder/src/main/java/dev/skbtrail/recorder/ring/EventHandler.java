package dev.skbtrail.recorder.ring;

import java.nio.ByteBuffer;

/**
 * Takes events out of a ring. Called for each event: it must not allocate and must not call native
 * code.
 */
public interface EventHandler {
    /** Whether another event can be taken now; asked before each one. */
    boolean hasRoom();

    /**
     * @param buffer the ring's memory; valid only during the call
     * @param offset of the event's first byte
     * @param length bytes
     */
    void onEvent(ByteBuffer buffer, int offset, int length);
}
