package dev.skbtrail.recorder.hold;

/** What is known of one packet while its fate is open. */
final class Member {
    final long packet;
    Family family;

    /** Of its first event, or of the packet that it was made from; ns. */
    long first = Long.MAX_VALUE;

    private long last = Long.MIN_VALUE;
    private long end = Long.MIN_VALUE;

    /** It has rows, and they were written. */
    boolean counted;

    Member(long packet) {
        this.packet = packet;
        family = new Family(this);
    }

    /** False of a packet that was only named as another one's parent. */
    boolean hasRows() {
        return last != Long.MIN_VALUE;
    }

    boolean ended() {
        return end != Long.MIN_VALUE;
    }

    /** An event; the rings of two CPUs are not drained at once, so it may be an earlier one. */
    void see(long time, boolean ends, boolean afterEnd) {
        first = Math.min(first, time);
        last = Math.max(last, time);
        if (ends) {
            end = Math.max(end, time);
        } else if (!afterEnd && time > end) {
            end = Long.MIN_VALUE;
        }
    }

    /** From the first to the last event, ns. */
    long nanos() {
        return last - first;
    }
}
