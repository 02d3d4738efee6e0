package dev.skbtrail.recorder.pcap;

/**
 * One instruction of classic BPF, {@code struct bpf_insn} of libpcap (McCanne and Jacobson, "The
 * BSD Packet Filter", 1993).
 *
 * @param code opcode, {@code BPF_*}
 * @param jt how many instructions a true condition skips, 0 to 255
 * @param jf the same for a false condition
 * @param k the constant, unsigned
 */
record ClassicInstruction(int code, int jt, int jf, int k) {
    /** Instruction classes, the low three bits of {@link #code}. */
    static final int LD = 0;

    static final int LDX = 1;
    static final int ST = 2;
    static final int STX = 3;
    static final int ALU = 4;
    static final int JMP = 5;
    static final int RET = 6;
    static final int MISC = 7;

    /** Addressing modes of the two load classes. */
    static final int IMM = 0x00;

    static final int ABS = 0x20;
    static final int IND = 0x40;
    static final int MEM = 0x60;
    static final int LEN = 0x80;
    static final int MSH = 0xa0;

    static final int JA = 0x00;

    /** Bit 3: the second operand is X instead of the constant. */
    static final int X = 0x08;

    /** Bit 4 of {@link #RET}: A is returned. */
    static final int RET_A = 0x10;

    /** Bit 7 of {@link #MISC}: copies X to A. */
    static final int TXA = 0x80;

    int kind() {
        return code & 0x07;
    }

    int mode() {
        return code & 0xe0;
    }

    /** The operation of an arithmetic or jump instruction. */
    int operation() {
        return code & 0xf0;
    }

    boolean usesX() {
        return (code & X) != 0;
    }

    /** Bytes that a packet load reads. */
    int size() {
        return switch (code & 0x18) {
            case 0x00 -> 4;
            case 0x08 -> 2;
            case 0x10 -> 1;
            default -> throw new IllegalArgumentException("no size in opcode " + code);
        };
    }

    long unsignedK() {
        return Integer.toUnsignedLong(k);
    }

    boolean isJumpAlways() {
        return kind() == JMP && operation() == JA;
    }

    boolean isJumpOnCondition() {
        return kind() == JMP && operation() != JA;
    }
}
