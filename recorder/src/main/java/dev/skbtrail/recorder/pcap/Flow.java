package dev.skbtrail.recorder.pcap;

import java.util.List;

/**
 * Which instructions of a program can run, and how far they look into a frame.
 *
 * @param program jumps only forward, so one pass is enough
 * @param reached by position in the program
 * @param reach bytes from the frame's start
 */
record Flow(List<ClassicInstruction> program, boolean[] reached, long reach) {
    /**
     * Loads from this offset on request data from the kernel that is not in the packet
     * (SKF_AD_OFF).
     */
    private static final long ANCILLARY = 0xffff_f000L;

    /**
     * @throws IllegalArgumentException the reason why it cannot run in the kernel, phrased to
     *     follow the expression and a colon
     */
    static Flow of(List<ClassicInstruction> program) {
        Bounds[] before = new Bounds[program.size()];
        before[0] = new Bounds();
        boolean[] reached = new boolean[program.size()];
        long reach = 0;
        for (int at = 0; at < program.size(); at++) {
            if (before[at] == null) {
                continue;
            }
            reached[at] = true;
            ClassicInstruction i = program.get(at);
            refuse(i);
            reach = Math.max(reach, before[at].reach(i));
            Bounds after = before[at].copy();
            after.apply(i);
            for (int distance : next(i)) {
                int target = at + 1 + distance;
                before[target] = before[target] == null ? after.copy() : before[target];
                before[target].merge(after);
            }
        }
        if (reach > Translator.REACH_MAX) {
            throw new IllegalArgumentException(
                    "can look %,d bytes deep into a packet, a recording at most %,d: mask the offset, such as ip[ip[2:2] & 0x3ff]"
                            .formatted(reach, Translator.REACH_MAX));
        }
        return new Flow(program, reached, reach);
    }

    boolean isReached(int at) {
        return reached[at];
    }

    private static int[] next(ClassicInstruction i) {
        if (i.kind() == ClassicInstruction.RET) {
            return new int[0];
        }
        if (i.isJumpAlways()) {
            return new int[] {i.k()};
        }
        return i.isJumpOnCondition() ? new int[] {i.jt(), i.jf()} : new int[] {0};
    }

    private static void refuse(ClassicInstruction i) {
        boolean loads = i.kind() == ClassicInstruction.LD || i.kind() == ClassicInstruction.LDX;
        if (i.isJumpAlways() && i.k() < 0) {
            throw new IllegalArgumentException(
                    "protochain walks through headers in a loop, which the kernel does not take: use 'ip6 proto' or 'ip proto'");
        }
        if (loads && i.mode() == ClassicInstruction.ABS && i.unsignedK() >= ANCILLARY) {
            throw new IllegalArgumentException(
                    "inbound, outbound and offsets before the packet are not in its bytes: use --iface, or --function with a function of the way in or out");
        }
        boolean divides = i.kind() == ClassicInstruction.ALU && !i.usesX();
        if (divides && i.k() == 0 && (i.operation() == 0x30 || i.operation() == 0x90)) {
            throw new IllegalArgumentException("division by zero");
        }
    }
}
