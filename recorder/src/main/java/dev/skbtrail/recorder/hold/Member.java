package dev.skbtrail.recorder.hold;

/** What is known about one packet while its fate is undecided. */
final class Member {
    final long packet;
    Family family;

    /** Time of its first event, or of the packet that it was made from; ns. */
    long first = Long.MAX_VALUE;

    private long last = Long.MIN_VALUE;
    private long end = Long.MIN_VALUE;

    /** Whether it has rows that were written. */
    boolean counted;

    Member(long packet) {
        this.packet = packet;
        family = new Family(this);
    }

    /** False for a packet that was only named as the parent of another one. */
    boolean hasRows() {
        return last != Long.MIN_VALUE;
    }

    boolean ended() {
        return end != Long.MIN_VALUE;
    }

    /**
     * Notes an event. It may be an earlier one, because the CPUs' rings are drained one after the
     * other.
     */
    void see(long time, boolean ends, boolean afterEnd) {
        first = Math.min(first, time);
        last = Math.max(last, time);
        if (ends) {
            end = Math.max(end, time);
        } else if (!afterEnd && time > end) {
            end = Long.MIN_VALUE;
        }
    }

    /** Time from the first to the last event, ns. */
    long nanos() {
        return last - first;
    }
}
