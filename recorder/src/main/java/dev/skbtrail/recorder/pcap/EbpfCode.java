package dev.skbtrail.recorder.pcap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds eBPF code: instructions of 8 bytes each, with jumps by label until all positions are known
 * (Documentation/bpf/standardization/instruction-set.rst of the kernel).
 */
final class EbpfCode {
    /** Instruction classes. */
    static final int LDX = 0x01;

    static final int STX = 0x03;
    static final int ALU = 0x04;
    static final int JMP = 0x05;
    static final int JMP32 = 0x06;
    static final int ALU64 = 0x07;

    /** The operand is a register. */
    static final int X = 0x08;

    /** Mode of loads and stores. */
    static final int MEM = 0x60;

    static final int WORD = 0x00;
    static final int HALF = 0x08;
    static final int BYTE = 0x10;

    /** Operations that classic BPF does not have; the others have the same numbers. */
    static final int MOV = 0xb0;

    static final int TO_BIG_ENDIAN = 0xd8;
    static final int JEQ = 0x10;
    static final int JNE = 0x50;
    static final int JLT = 0xa0;
    static final int JLE = 0xb0;

    private static final int NOWHERE = -1;

    private final List<Long> instructions = new ArrayList<>();
    private final List<int[]> jumps = new ArrayList<>();
    private final List<Integer> labels = new ArrayList<>();

    /** Creates a jump target whose position is not known yet. */
    int newLabel() {
        labels.add(NOWHERE);
        return labels.size() - 1;
    }

    /** Places the label at the next instruction. */
    void place(int label) {
        labels.set(label, instructions.size());
    }

    void emit(int code, int destination, int source, int offset, int immediate) {
        instructions.add(
                (code & 0xffL)
                        | (long) destination << 8
                        | (long) source << 12
                        | (offset & 0xffffL) << 16
                        | (long) immediate << 32);
    }

    /** 32-bit arithmetic with a constant; the upper half of the register becomes zero. */
    void alu(int operation, int destination, int constant) {
        emit(ALU | operation, destination, 0, 0, constant);
    }

    /** The same, with a register as second operand. */
    void aluX(int operation, int destination, int source) {
        emit(ALU | X | operation, destination, source, 0, 0);
    }

    /** Converts from network byte order; size 2 or 4. */
    void toHost(int register, int size) {
        emit(TO_BIG_ENDIAN | ALU, register, 0, 0, size * Byte.SIZE);
    }

    void jump(int label) {
        conditional(JMP, 0, 0, 0, label);
    }

    /**
     * @param code class, operation and {@link #X}
     */
    void conditional(int code, int left, int right, int constant, int label) {
        jumps.add(new int[] {instructions.size(), label});
        emit(code, left, right, 0, constant);
    }

    /** Whether a jump goes to the label; the verifier refuses unreachable code. */
    boolean isUsed(int label) {
        return jumps.stream().anyMatch(jump -> jump[1] == label);
    }

    /** The code in little-endian layout. */
    byte[] toBytes() {
        ByteBuffer bytes =
                ByteBuffer.allocate(instructions.size() * Long.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN);
        instructions.forEach(bytes::putLong);
        for (int[] jump : jumps) {
            int distance = labels.get(jump[1]) - jump[0] - 1;
            bytes.putShort(jump[0] * Long.BYTES + 2, (short) distance);
        }
        return bytes.array();
    }
}
