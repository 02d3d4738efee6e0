package dev.skbtrail.recorder.hold;

import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.EventDecoder;
import java.util.function.IntConsumer;

/** A fixed number of rows: one chain per family, and a chain of free rows. */
final class HeldRows {
    static final int NONE = -1;

    private final ColumnBatch rows;
    private final int[] next;
    private int free;

    HeldRows(int capacity) {
        rows = EventDecoder.newBatch(capacity);
        next = new int[capacity];
        for (int i = 0; i < capacity; i++) {
            next[i] = i + 1 < capacity ? i + 1 : NONE;
        }
    }

    boolean isFull() {
        return free == NONE;
    }

    ColumnBatch batch() {
        return rows;
    }

    void add(Family family, ColumnBatch from, int row) {
        int taken = free;
        free = next[taken];
        next[taken] = NONE;
        rows.set(taken, from, row);
        if (family.tail == NONE) {
            family.head = taken;
        } else {
            next[family.tail] = taken;
        }
        family.tail = taken;
        family.rows++;
    }

    /** Appends the rows of one family to those of another. */
    void join(Family to, Family from) {
        if (from.head == NONE) {
            return;
        }
        if (to.tail == NONE) {
            to.head = from.head;
        } else {
            next[to.tail] = from.head;
        }
        to.tail = from.tail;
        to.rows += from.rows;
        empty(from);
    }

    /** Passes each row of the family to the consumer, and frees it. */
    void release(Family family, IntConsumer consumer) {
        for (int row = family.head; row != NONE; row = next[row]) {
            consumer.accept(row);
        }
        if (family.tail != NONE) {
            next[family.tail] = free;
            free = family.head;
            empty(family);
        }
    }

    private static void empty(Family family) {
        family.head = NONE;
        family.tail = NONE;
        family.rows = 0;
    }
}
