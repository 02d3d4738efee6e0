package dev.skbtrail.recorder.event;

/**
 * Turns the raw value of a text column into what the trace shows. Called once per distinct value of
 * a dictionary, not once per event.
 */
@FunctionalInterface
public interface ValueText {
    /**
     * @param high the upper 8 bytes of a {@link Storage#WIDE} value, else 0
     * @param low the lower 8 bytes, or the whole value of the other storages (INT zero-extended)
     * @return null if rows with this value are NULL
     */
    String text(long high, long low);
}
