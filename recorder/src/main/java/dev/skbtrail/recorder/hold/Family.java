package dev.skbtrail.recorder.hold;

import java.util.ArrayList;
import java.util.List;

/**
 * A packet, what was made from it and what went into it: kept or forgotten together, for the way of
 * each is told by the others. A segment that is dropped keeps the packet that it was cut from.
 */
final class Family {
    final List<Member> members = new ArrayList<>(1);

    /** Chain of its rows in {@link HeldRows}. */
    int head = HeldRows.NONE;

    int tail = HeldRows.NONE;
    int rows;

    /** Of its latest event, ns. */
    long last = Long.MIN_VALUE;

    boolean dropped;
    boolean slow;
    boolean kept;

    Family(Member member) {
        members.add(member);
    }

    boolean ended() {
        for (Member member : members) {
            if (member.hasRows() && !member.ended()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Which of two should adopt the other: a packet that takes the data of thousands, one after the
     * other, would else move all that it has every time.
     */
    static Family larger(Family left, Family right) {
        return left.members.size() >= right.members.size() ? left : right;
    }

    /** Takes everything of another family but its rows. */
    void adopt(Family other) {
        for (Member member : other.members) {
            member.family = this;
            members.add(member);
        }
        last = Math.max(last, other.last);
        dropped |= other.dropped;
        slow |= other.slow;
    }
}
