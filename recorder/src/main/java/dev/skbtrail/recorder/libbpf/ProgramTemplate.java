package dev.skbtrail.recorder.libbpf;

import com.sun.jna.Memory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A program's relocated instructions. They are loaded again for each probe, with the placeholders
 * of {@code bpf/events.h} filled in. 8 bytes per instruction: opcode, registers, 16-bit offset,
 * 32-bit immediate.
 */
public final class ProgramTemplate {
    /** {@code PATCH_*} of bpf/events.h. */
    static final int PATCH_ID = 0x5ab7a11d;

    static final int PATCH_TRAITS = 0x5ab7a1fe;
    static final int PATCH_ARGUMENTS = 0x5ab7a11f;

    private static final int IMMEDIATE = 4;

    /** Offsets in {@code struct bpf_prog_load_opts} of libbpf 1.0. */
    private static final int OPTIONS = 104;

    private static final int EXPECTED_ATTACH_TYPE = 12;
    private static final int PROGRAM_BTF_FD = 16;
    private static final int ATTACH_BTF_ID = 32;
    private static final int ATTACH_BTF_OBJ_FD = 40;
    private static final int FUNCTION_INFO = 56;
    private static final int FUNCTION_COUNT = 64;
    private static final int FUNCTION_RECORD = 68;

    private final byte[] instructions;
    private final FunctionInfo functions;

    /**
     * @param functions null for a program without functions of its own
     */
    ProgramTemplate(byte[] instructions, FunctionInfo functions) {
        this.instructions = instructions;
        this.functions = functions;
    }

    /**
     * Loads one copy; from any thread.
     *
     * @param type BPF_PROG_TYPE_*
     * @param target the function it is verified against, {@link AttachTarget#NONE} for types
     *     without a target
     */
    public LoadedProgram load(int type, AttachTarget target, int id, int traits) {
        ByteBuffer copy = ByteBuffer.allocate(instructions.length).order(ByteOrder.nativeOrder());
        copy.put(instructions);
        for (int at = IMMEDIATE; at < instructions.length; at += Long.BYTES) {
            int immediate = copy.getInt(at);
            if (immediate == PATCH_ID) {
                copy.putInt(at, id);
            } else if (immediate == PATCH_TRAITS) {
                copy.putInt(at, traits);
            } else if (immediate == PATCH_ARGUMENTS) {
                copy.putInt(at, target.arguments());
            }
        }
        try (Memory insns = new Memory(instructions.length);
                Memory records = functions == null ? null : functions.toMemory();
                Memory options = Natives.zeroed(OPTIONS)) {
            insns.write(0, copy.array(), 0, instructions.length);
            options.setLong(0, OPTIONS);
            options.setInt(EXPECTED_ATTACH_TYPE, target.attachType());
            options.setInt(ATTACH_BTF_ID, target.btfId());
            options.setInt(ATTACH_BTF_OBJ_FD, target.btfFd());
            if (functions != null) {
                options.setInt(PROGRAM_BTF_FD, functions.btfFd());
                options.setPointer(FUNCTION_INFO, records);
                options.setInt(FUNCTION_COUNT, functions.count());
                options.setInt(FUNCTION_RECORD, FunctionInfo.RECORD);
            }
            int fd =
                    Natives.bpf()
                            .bpf_prog_load(
                                    type,
                                    "skbtrail",
                                    "Dual BSD/GPL",
                                    insns,
                                    new SizeT(instructions.length / Long.BYTES),
                                    options);
            return new LoadedProgram(Natives.check("bpf_prog_load", fd));
        }
    }
}
