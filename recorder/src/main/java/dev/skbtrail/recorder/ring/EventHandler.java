package dev.skbtrail.recorder.ring;

import java.nio.ByteBuffer;

/** Takes events from a ring. Called for each event, so it must not allocate or call native code. */
public interface EventHandler {
    /** Whether another event can be taken now; called before each one. */
    boolean hasRoom();

    /**
     * @param buffer the ring's memory; valid only during the call
     * @param offset of the event's first byte
     * @param length bytes
     */
    void onEvent(ByteBuffer buffer, int offset, int length);
}
