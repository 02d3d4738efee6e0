package dev.skbtrail.recorder.pcap;

import static dev.skbtrail.recorder.pcap.EbpfCode.JMP;
import static dev.skbtrail.recorder.pcap.EbpfCode.JMP32;
import static dev.skbtrail.recorder.pcap.EbpfCode.X;

import java.util.List;

/**
 * Translates classic BPF to the code that fills the reserved space in bpf/pcap.bpf.h: r1 is {@code
 * struct pcap_scratch}, r2 the number of available bytes of the frame, r3 the frame's length. As in
 * libpcap's own interpreter, a load beyond these bytes, a division by zero or an empty result
 * rejects the packet. Classic A is r0, X is r4, both always zero-extended; r5 is for addresses.
 */
final class Translator {
    /** Offsets in {@code struct pcap_scratch}. */
    private static final int MEMORY = 0;

    private static final int FRAME = Bounds.MEMORY_WORDS * Integer.BYTES;

    /** PCAP_REACH_MAX of bpf/pcap.bpf.h. */
    static final int REACH_MAX = 2048;

    private static final int A = 0;
    private static final int SCRATCH = 1;
    private static final int CAPTURED = 2;
    private static final int LENGTH = 3;
    private static final int INDEX = 4;
    private static final int ADDRESS = 5;

    private static final int ADD = 0x00;
    private static final int DIV = 0x30;
    private static final int AND = 0x50;
    private static final int LSH = 0x60;
    private static final int RSH = 0x70;
    private static final int NEG = 0x80;
    private static final int MOD = 0x90;
    private static final int GREATER = 0x20;
    private static final int GREATER_OR_EQUAL = 0x30;

    private final EbpfCode code = new EbpfCode();
    private final int[] labels;
    private final int reject;
    private final int end;

    private Translator(int instructions) {
        labels = new int[instructions];
        for (int i = 0; i < instructions; i++) {
            labels[i] = code.newLabel();
        }
        reject = code.newLabel();
        end = code.newLabel();
    }

    /**
     * @param flow of a program whose reach is at most {@link #REACH_MAX}
     * @return instructions that leave 0 in r0 for a packet that does not match
     */
    static byte[] translate(Flow flow) {
        List<ClassicInstruction> program = flow.program();
        Translator translator = new Translator(program.size());
        translator.code.alu(EbpfCode.MOV, A, 0);
        translator.code.alu(EbpfCode.MOV, INDEX, 0);
        for (int i = 0; i < program.size(); i++) {
            if (flow.isReached(i)) {
                translator.code.place(translator.labels[i]);
                translator.translate(program.get(i), i);
            }
        }
        if (translator.code.isUsed(translator.reject)) {
            translator.code.place(translator.reject);
            translator.code.alu(EbpfCode.MOV, A, 0);
        }
        translator.code.place(translator.end);
        return translator.code.toBytes();
    }

    private void translate(ClassicInstruction i, int at) {
        switch (i.kind()) {
            case ClassicInstruction.LD -> load(i, A);
            case ClassicInstruction.LDX -> load(i, INDEX);
            case ClassicInstruction.ST -> store(A, i.k());
            case ClassicInstruction.STX -> store(INDEX, i.k());
            case ClassicInstruction.ALU -> calculate(i);
            case ClassicInstruction.JMP -> jump(i, at);
            case ClassicInstruction.RET -> {
                if ((i.code() & ClassicInstruction.RET_A) == 0) {
                    code.alu(EbpfCode.MOV, A, i.k());
                }
                code.jump(end);
            }
            default -> {
                boolean toA = (i.code() & ClassicInstruction.TXA) != 0;
                code.aluX(EbpfCode.MOV, toA ? A : INDEX, toA ? INDEX : A);
            }
        }
    }

    private void load(ClassicInstruction i, int to) {
        switch (i.mode()) {
            case ClassicInstruction.IMM -> code.alu(EbpfCode.MOV, to, i.k());
            case ClassicInstruction.LEN -> code.aluX(EbpfCode.MOV, to, LENGTH);
            case ClassicInstruction.MEM ->
                    read(EbpfCode.WORD, to, SCRATCH, MEMORY + i.k() * Integer.BYTES);
            case ClassicInstruction.ABS -> {
                code.conditional(JMP | EbpfCode.JLT, CAPTURED, 0, i.k() + i.size(), reject);
                readPacket(i.size(), to, SCRATCH, FRAME + i.k());
            }
            case ClassicInstruction.IND -> {
                // The end of the access, so that one comparison is enough; the other one is for the
                // verifier.
                code.aluX(EbpfCode.MOV, ADDRESS, INDEX);
                code.emit(EbpfCode.ALU64 | ADD, ADDRESS, 0, 0, i.k() + i.size());
                code.conditional(JMP | GREATER | X, ADDRESS, CAPTURED, 0, reject);
                code.conditional(JMP | GREATER, ADDRESS, 0, REACH_MAX, reject);
                code.emit(EbpfCode.ALU64 | X | ADD, ADDRESS, SCRATCH, 0, 0);
                readPacket(i.size(), to, ADDRESS, FRAME - i.size());
            }
            case ClassicInstruction.MSH -> {
                code.conditional(JMP | EbpfCode.JLT, CAPTURED, 0, i.k() + 1, reject);
                read(EbpfCode.BYTE, to, SCRATCH, FRAME + i.k());
                code.alu(AND, to, 0xf);
                code.alu(LSH, to, 2);
            }
            default -> throw new IllegalStateException("opcode " + i.code());
        }
    }

    private void readPacket(int size, int to, int base, int offset) {
        int width =
                switch (size) {
                    case 1 -> EbpfCode.BYTE;
                    case 2 -> EbpfCode.HALF;
                    default -> EbpfCode.WORD;
                };
        read(width, to, base, offset);
        if (size > 1) {
            code.toHost(to, size);
        }
    }

    private void read(int width, int to, int base, int offset) {
        code.emit(EbpfCode.LDX | EbpfCode.MEM | width, to, base, offset, 0);
    }

    private void store(int from, int word) {
        int offset = MEMORY + word * Integer.BYTES;
        code.emit(EbpfCode.STX | EbpfCode.MEM | EbpfCode.WORD, SCRATCH, from, offset, 0);
    }

    private void calculate(ClassicInstruction i) {
        int operation = i.operation();
        boolean shifts = operation == LSH || operation == RSH;
        if (operation == NEG) {
            code.alu(NEG, A, 0);
        } else if (!i.usesX()) {
            // eBPF takes shift counts modulo 32, and the verifier refuses larger constants.
            if (shifts && Integer.compareUnsigned(i.k(), Integer.SIZE) >= 0) {
                code.alu(EbpfCode.MOV, A, 0);
            } else {
                code.alu(operation, A, i.k());
            }
        } else if (shifts) {
            int small = code.newLabel();
            int done = code.newLabel();
            code.conditional(JMP32 | EbpfCode.JLT, INDEX, 0, Integer.SIZE, small);
            code.alu(EbpfCode.MOV, A, 0);
            code.jump(done);
            code.place(small);
            code.aluX(operation, A, INDEX);
            code.place(done);
        } else {
            if (operation == DIV || operation == MOD) {
                code.conditional(JMP32 | EbpfCode.JEQ, INDEX, 0, 0, reject);
            }
            code.aluX(operation, A, INDEX);
        }
    }

    /**
     * A classic jump has two targets, an eBPF jump one; the other target is the next instruction.
     */
    private void jump(ClassicInstruction i, int at) {
        if (i.isJumpAlways()) {
            code.jump(labels[at + 1 + i.k()]);
            return;
        }
        int inverse = inverse(i.operation());
        if (i.jt() == i.jf()) {
            skip(i.jt(), at);
        } else if (i.jt() == 0 && inverse != 0) {
            condition(i, inverse, labels[at + 1 + i.jf()]);
        } else {
            condition(i, i.operation(), labels[at + 1 + i.jt()]);
            skip(i.jf(), at);
        }
    }

    private void skip(int instructions, int at) {
        if (instructions != 0) {
            code.jump(labels[at + 1 + instructions]);
        }
    }

    private void condition(ClassicInstruction i, int operation, int label) {
        if (i.usesX()) {
            code.conditional(JMP32 | X | operation, A, INDEX, 0, label);
        } else {
            code.conditional(JMP32 | operation, A, 0, i.k(), label);
        }
    }

    private static int inverse(int operation) {
        return switch (operation) {
            case EbpfCode.JEQ -> EbpfCode.JNE;
            case GREATER -> EbpfCode.JLE;
            case GREATER_OR_EQUAL -> EbpfCode.JLT;
            default -> 0;
        };
    }
}
