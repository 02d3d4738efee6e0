package dev.skbtrail.recorder.hold;

import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.EventDecoder;
import dev.skbtrail.recorder.event.EventRow;
import dev.skbtrail.recorder.event.LossCause;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Holds back the rows of each packet until it is known whether the packet is to be kept. Rows of
 * kept packets are then passed on at once; those of all others are forgotten some time after the
 * packet's end. When space runs out, the oldest packets are lost first, and the loss is counted.
 * Used by the writer thread; its counters may be read by other threads.
 */
public final class HoldBack implements Consumer<ColumnBatch> {
    /** 131,072 rows of some 600 bytes: what fits into the heap besides the writer's own memory. */
    private static final int ROWS = 1 << 17;

    private static final int OUT_ROWS = 1 << 15;
    private static final int SWEEP_ROWS = 4096;

    /**
     * Waiting time after a packet's end: for calls that return later, and for rings that are
     * drained later.
     */
    private static final long LINGER_NANOS = 100_000_000L;

    /**
     * Waiting time without an event: the kernel drops fragments of an incomplete packet after 30
     * seconds.
     */
    private static final long PATIENCE_NANOS = 35_000_000_000L;

    private static final int NO_CPU = -1;

    private final RetentionRule keep;
    private final boolean[] ends;
    private final Consumer<ColumnBatch> file;
    private final ColumnBatch out = EventDecoder.newBatch(OUT_ROWS);
    private final HeldRows held;
    private final Map<Long, Member> members = new HashMap<>();

    /** Oldest first. */
    private final Set<Family> open = new LinkedHashSet<>();

    /** To be kept, whatever happens next. */
    private final Set<Family> kept = new LinkedHashSet<>();

    private long newest = Long.MIN_VALUE;
    private int untilSweep = SWEEP_ROWS;
    private long lossesTold;
    private volatile long lost;
    private volatile long forgottenRows;
    private volatile long forgottenPackets;
    private volatile long keptPackets;

    /**
     * @param ends by probe number: whether the probe means the end of the packet's life
     * @param file takes the kept rows; must be done with a batch when it returns
     */
    public HoldBack(RetentionRule keep, boolean[] ends, Consumer<ColumnBatch> file) {
        this(keep, ends, file, ROWS);
    }

    HoldBack(RetentionRule keep, boolean[] ends, Consumer<ColumnBatch> file, int rows) {
        this.keep = keep;
        this.ends = ends.clone();
        this.file = file;
        held = new HeldRows(rows);
    }

    @Override
    public void accept(ColumnBatch batch) {
        for (int row = 0; row < batch.size(); row++) {
            if (EventRow.hasPacket(batch, row)) {
                take(batch, row);
            } else {
                write(batch, row);
            }
            if (--untilSweep == 0) {
                sweep();
            }
        }
        flush();
    }

    /** Forgets everything that is still open, and passes on the rest. */
    public void finish() {
        for (Iterator<Family> all = open.iterator(); all.hasNext(); ) {
            forget(all.next());
            all.remove();
        }
        sweep();
        flush();
    }

    private void take(ColumnBatch batch, int row) {
        long time = EventRow.time(batch, row);
        newest = Math.max(newest, time);
        Member member = member(EventRow.packet(batch, row));
        if (EventRow.hasParent(batch, row)) {
            descend(member, member(EventRow.parent(batch, row)));
        }
        boolean over = ends[EventRow.probe(batch, row)];
        member.see(time, over, EventRow.isReturn(batch, row));
        Family family = member.family;
        family.last = Math.max(family.last, time);
        family.dropped |= EventRow.isDrop(batch, row);
        family.slow |= keep.isSlow(member.nanos());
        if (!family.kept && keep.keeps(family)) {
            keep(family);
        }
        if (family.kept) {
            count(member);
            write(batch, row);
        } else {
            hold(family, batch, row);
        }
    }

    private Member member(long packet) {
        Member member = members.get(packet);
        if (member == null) {
            member = new Member(packet);
            members.put(packet, member);
            open.add(member.family);
        }
        return member;
    }

    /** The time of a derived packet starts with that of the packet it was made from. */
    private void descend(Member child, Member parent) {
        if (!child.hasRows()) {
            child.first = Math.min(child.first, parent.first);
        }
        if (child.family == parent.family) {
            return;
        }
        Family to = Family.larger(parent.family, child.family);
        Family from = to == parent.family ? child.family : parent.family;
        if (to.kept != from.kept) {
            keep(to.kept ? from : to);
        }
        held.join(to, from);
        to.adopt(from);
        open.remove(from);
        kept.remove(from);
    }

    private void keep(Family family) {
        family.kept = true;
        open.remove(family);
        kept.add(family);
        held.release(family, row -> write(held.batch(), row));
        for (Member member : family.members) {
            if (member.hasRows()) {
                count(member);
            }
        }
    }

    private void count(Member member) {
        if (!member.counted) {
            member.counted = true;
            keptPackets++;
        }
    }

    private void hold(Family family, ColumnBatch batch, int row) {
        if (held.isFull()) {
            makeRoom(family);
        }
        if (held.isFull()) {
            lost++;
        } else {
            held.add(family, batch, row);
        }
    }

    /** The oldest packet is the least likely to have more events. */
    private void makeRoom(Family spared) {
        for (Iterator<Family> all = open.iterator(); all.hasNext(); ) {
            Family family = all.next();
            if (family != spared && family.rows > 0) {
                lost += family.rows;
                held.release(family, row -> {});
                drop(family);
                all.remove();
                return;
            }
        }
    }

    private void forget(Family family) {
        forgottenRows += family.rows;
        forgottenPackets += family.members.stream().filter(Member::hasRows).count();
        held.release(family, row -> {});
        drop(family);
    }

    private void drop(Family family) {
        family.members.forEach(member -> members.remove(member.packet));
    }

    private void sweep() {
        untilSweep = SWEEP_ROWS;
        for (Iterator<Family> all = open.iterator(); all.hasNext(); ) {
            Family family = all.next();
            if (isOver(family)) {
                forget(family);
                all.remove();
            }
        }
        for (Iterator<Family> all = kept.iterator(); all.hasNext(); ) {
            Family family = all.next();
            if (isOver(family)) {
                drop(family);
                all.remove();
            }
        }
        long newlyLost = lost - lossesTold;
        if (newlyLost > 0) {
            lossesTold = lost;
            EventDecoder.appendLoss(out, newest, NO_CPU, LossCause.NOT_HELD_BACK, newlyLost);
            flushIfFull();
        }
    }

    private boolean isOver(Family family) {
        long idle = family.last == Long.MIN_VALUE ? PATIENCE_NANOS + 1 : newest - family.last;
        return idle > PATIENCE_NANOS || idle > LINGER_NANOS && family.ended();
    }

    private void write(ColumnBatch batch, int row) {
        out.set(out.nextRow(), batch, row);
        flushIfFull();
    }

    private void flushIfFull() {
        if (out.isFull()) {
            flush();
        }
    }

    private void flush() {
        file.accept(out);
        out.clear();
    }

    /** Events that were lost for lack of space. */
    public long lost() {
        return lost;
    }

    /** Events that were not written, lost ones included. */
    public long withheld() {
        return forgottenRows + lost;
    }

    /** Packets forgotten so far. */
    public long forgotten() {
        return forgottenPackets;
    }

    /** Packets kept so far. */
    public long kept() {
        return keptPackets;
    }
}
