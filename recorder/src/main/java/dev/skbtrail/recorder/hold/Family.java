package dev.skbtrail.recorder.hold;

import java.util.ArrayList;
import java.util.List;

/**
 * A packet, the packets that were made from it and those merged into it. They are kept or forgotten
 * together, because the path of each is explained by the others. A segment that is dropped keeps
 * the packet that it was cut from.
 */
final class Family {
    final List<Member> members = new ArrayList<>(1);

    /** Head of the chain of its rows in {@link HeldRows}. */
    int head = HeldRows.NONE;

    int tail = HeldRows.NONE;
    int rows;

    /** Time of its latest event, ns. */
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
     * The larger of two families, which should adopt the other: otherwise a packet that merges the
     * data of thousands, one after the other, would move all its rows every time.
     */
    static Family larger(Family left, Family right) {
        return left.members.size() >= right.members.size() ? left : right;
    }

    /** Takes over everything of another family but its rows. */
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
