package dev.skbtrail.recorder.pcap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The room that bpf/pcap.bpf.h leaves in each program that filters: found by the mark it begins
 * with, filled before libbpf sees the object, so that what is loaded and every later copy of it has
 * the expression.
 */
public final class InstructionBudget {
    /** PCAP_INSNS_MAX. */
    private static final int ROOM = 1024;

    /** PCAP_MARK. */
    private static final int MARK = 0x5ab7a120;

    private static final int A = 0;

    /** What goes around a body when it does not fill the room. */
    private static final int SKIP = 2;

    /** The most instructions that an expression may become. */
    public static final int MOST_INSTRUCTIONS = ROOM - SKIP;

    private InstructionBudget() {}

    /**
     * @param elf an object's bytes
     * @param body what a packet is asked; its result is in r0 at its end
     * @return a copy with the body in every room
     * @throws IllegalArgumentException when the body is longer than a room
     */
    public static byte[] fill(byte[] elf, byte[] body) {
        long mark = ByteBuffer.wrap(first()).order(ByteOrder.LITTLE_ENDIAN).getLong();
        byte[] content = content(body);
        ByteBuffer filled = ByteBuffer.wrap(elf.clone()).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at + content.length <= elf.length; at += Long.BYTES) {
            if (filled.getLong(at) == mark) {
                filled.put(at, content);
            }
        }
        return filled.array();
    }

    private static byte[] first() {
        EbpfCode code = new EbpfCode();
        code.alu(EbpfCode.MOV, A, MARK);
        return code.toBytes();
    }

    /**
     * The verifier refuses code that nothing leads to, but not a condition that always holds: it
     * knows that, and takes away what is never run.
     */
    private static byte[] content(byte[] body) {
        int unused = MOST_INSTRUCTIONS - body.length / Long.BYTES;
        if (unused < 0) {
            throw new IllegalArgumentException("no room for " + body.length + " bytes");
        }
        EbpfCode code = new EbpfCode();
        int start = code.newLabel();
        code.alu(EbpfCode.MOV, A, 0);
        code.conditional(EbpfCode.JMP | EbpfCode.JEQ, A, 0, 0, start);
        for (int i = 0; i < unused; i++) {
            code.alu(EbpfCode.MOV, A, 0);
        }
        code.place(start);
        return ByteBuffer.allocate(ROOM * Long.BYTES).put(code.toBytes()).put(body).array();
    }
}
