package dev.skbtrail.recorder.event;

/**
 * Turns the raw value of a text column into what the trace shows. Called once for each distinct
 * value of a dictionary, never once for each event.
 */
@FunctionalInterface
public interface ValueText {
    /**
     * @param high the upper 8 bytes of a {@link Storage#WIDE} value, else 0
     * @param low the lower 8 bytes, or the whole value of the other storages (INT zero-extended)
     * @return null: a row with this value is NULL
     */
    String text(long high, long low);
}
