package dev.skbtrail.recorder.pcap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The space that bpf/pcap.bpf.h reserves in each program that filters. It is found by the mark at
 * its beginning, and filled before libbpf sees the object, so that the loaded program and every
 * later copy of it contain the expression.
 */
public final class InstructionBudget {
    /** PCAP_INSNS_MAX. */
    private static final int ROOM = 1024;

    /** PCAP_MARK. */
    private static final int MARK = 0x5ab7a120;

    private static final int A = 0;

    /** Number of instructions added to a body that does not fill the space. */
    private static final int SKIP = 2;

    /** The maximum number of instructions of a translated expression. */
    public static final int MOST_INSTRUCTIONS = ROOM - SKIP;

    private InstructionBudget() {}

    /**
     * @param elf an object's bytes
     * @param body the code that matches a packet; leaves its result in r0
     * @return a copy with the body in every reserved space
     * @throws IllegalArgumentException when the body is longer than the space
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
     * Skips the unused space by a condition that always holds: the verifier refuses unreachable
     * code, but accepts such a condition and removes the code that is never run.
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
