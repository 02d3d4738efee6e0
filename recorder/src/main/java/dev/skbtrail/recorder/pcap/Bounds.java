package dev.skbtrail.recorder.pcap;

import static dev.skbtrail.recorder.pcap.ClassicInstruction.ABS;
import static dev.skbtrail.recorder.pcap.ClassicInstruction.ALU;
import static dev.skbtrail.recorder.pcap.ClassicInstruction.IMM;
import static dev.skbtrail.recorder.pcap.ClassicInstruction.IND;
import static dev.skbtrail.recorder.pcap.ClassicInstruction.LD;
import static dev.skbtrail.recorder.pcap.ClassicInstruction.LDX;
import static dev.skbtrail.recorder.pcap.ClassicInstruction.MEM;
import static dev.skbtrail.recorder.pcap.ClassicInstruction.MISC;
import static dev.skbtrail.recorder.pcap.ClassicInstruction.MSH;
import static dev.skbtrail.recorder.pcap.ClassicInstruction.ST;
import static dev.skbtrail.recorder.pcap.ClassicInstruction.STX;
import static dev.skbtrail.recorder.pcap.ClassicInstruction.TXA;

import java.util.Arrays;

/**
 * The maximum values that A, X and the scratch memory can have before an instruction, whatever the
 * packet. They tell in advance how far into a frame a program can look.
 */
final class Bounds {
    static final int MEMORY_WORDS = 16;

    private static final long ALL = 0xffff_ffffL;
    private static final int MSH_MAX = 4 * 15;
    private static final int A = MEMORY_WORDS;
    private static final int X = MEMORY_WORDS + 1;

    /** Memory, A, X; all are zero when a program starts. */
    private final long[] greatest = new long[MEMORY_WORDS + 2];

    Bounds copy() {
        Bounds copy = new Bounds();
        copy.merge(this);
        return copy;
    }

    /** Merges another path to the same instruction. */
    void merge(Bounds other) {
        for (int i = 0; i < greatest.length; i++) {
            greatest[i] = Math.max(greatest[i], other.greatest[i]);
        }
    }

    /** How many bytes from the frame's start the instruction can access; 0 if none. */
    long reach(ClassicInstruction i) {
        boolean loads = i.kind() == LD || i.kind() == LDX;
        if (!loads) {
            return 0;
        }
        return switch (i.mode()) {
            case ABS -> i.unsignedK() + i.size();
            case IND -> greatest[X] + i.unsignedK() + i.size();
            case MSH -> i.unsignedK() + 1;
            default -> 0;
        };
    }

    /** Updates the bounds to those after the instruction. */
    void apply(ClassicInstruction i) {
        switch (i.kind()) {
            case LD -> greatest[A] = loaded(i);
            case LDX -> greatest[X] = loaded(i);
            case ST -> greatest[i.k()] = greatest[A];
            case STX -> greatest[i.k()] = greatest[X];
            case ALU ->
                    greatest[A] =
                            Math.min(
                                    ALL,
                                    result(
                                            i.operation(),
                                            greatest[A],
                                            i.usesX() ? greatest[X] : i.unsignedK(),
                                            i.usesX()));
            case MISC -> {
                if ((i.code() & TXA) != 0) {
                    greatest[A] = greatest[X];
                } else {
                    greatest[X] = greatest[A];
                }
            }
            default -> {}
        }
    }

    private long loaded(ClassicInstruction i) {
        return switch (i.mode()) {
            case IMM -> i.unsignedK();
            case MEM -> greatest[i.k()];
            case MSH -> MSH_MAX;
            case ABS, IND -> ALL >>> (Integer.SIZE - i.size() * Byte.SIZE);
            default -> ALL;
        };
    }

    /**
     * Maximum result of an operation on values that are at most a and b; b is a constant unless it
     * varies.
     */
    private static long result(int operation, long a, long b, boolean varies) {
        return switch (operation) {
            case 0x00 -> a + b;
            case 0x20 -> a > ALL / Math.max(b, 1) ? ALL : a * b;
            case 0x30 -> varies || b == 0 ? a : a / b;
            case 0x40, 0xa0 -> (Long.highestOneBit(Math.max(a | b, 1)) << 1) - 1;
            case 0x50 -> Math.min(a, b);
            case 0x60 -> b >= Integer.SIZE ? (varies ? ALL : 0) : a << b;
            case 0x70 -> varies ? a : b >= Integer.SIZE ? 0 : a >>> b;
            case 0x90 -> varies || b == 0 ? a : Math.min(a, b - 1);
            default -> ALL;
        };
    }

    @Override
    public String toString() {
        return Arrays.toString(greatest);
    }
}
