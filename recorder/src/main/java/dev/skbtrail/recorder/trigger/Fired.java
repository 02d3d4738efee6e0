package dev.skbtrail.recorder.trigger;

/**
 * A trigger that has fired.
 *
 * @param trigger as the user wrote it, or the name of a signal
 * @param time of the event, wall clock, ns since 1970 UTC
 * @param packet its number; {@link #NO_PACKET}: the trigger is not about a packet
 * @param what it saw, in words; may be empty
 */
public record Fired(String trigger, long time, long packet, String what) {
    public static final long NO_PACKET = -1;

    public boolean hasPacket() {
        return packet != NO_PACKET;
    }
}
