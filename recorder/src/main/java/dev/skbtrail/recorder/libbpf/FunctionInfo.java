package dev.skbtrail.recorder.libbpf;

import com.sun.jna.Memory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.TreeSet;

/**
 * The types of a program's functions, which the verifier requires for a program that calls
 * functions of its own: {@code struct bpf_func_info}, one for each in the order of the
 * instructions. A copy of a loaded program has the same ones.
 *
 * @param btfFd the BTF that contains the types: the object's own, because opening the program's
 *     needs CAP_SYS_ADMIN
 * @param records instruction and BTF type, 4 bytes each
 */
record FunctionInfo(int btfFd, byte[] records) {
    static final int RECORD = 8;

    /** BPF_JMP | BPF_CALL, with BPF_PSEUDO_CALL as source register: a call within the program. */
    private static final int CALL = 0x85;

    private static final int OWN_FUNCTION = 1;

    /**
     * @param instructions the instructions of a loaded program
     * @param btfFd of the object that the program is in
     * @return null when it calls no function of its own
     */
    static FunctionInfo of(byte[] instructions, int programFd, int btfFd) {
        TreeSet<Integer> starts = starts(ByteBuffer.wrap(instructions));
        if (starts.size() == 1) {
            return null;
        }
        int[] types = ProgramInfo.functionTypes(programFd);
        if (types.length != starts.size()) {
            throw new IllegalStateException(
                    types.length + " types of " + starts.size() + " functions");
        }
        ByteBuffer records =
                ByteBuffer.allocate(types.length * RECORD).order(ByteOrder.nativeOrder());
        int i = 0;
        for (int start : starts) {
            records.putInt(start).putInt(types[i++]);
        }
        return new FunctionInfo(btfFd, records.array());
    }

    /** First instruction of each function; the main program begins at the first one. */
    private static TreeSet<Integer> starts(ByteBuffer instructions) {
        instructions.order(ByteOrder.nativeOrder());
        TreeSet<Integer> starts = new TreeSet<>();
        starts.add(0);
        for (int at = 0; at < instructions.limit(); at += Long.BYTES) {
            boolean own = instructions.get(at + 1) >> Integer.BYTES == OWN_FUNCTION;
            if (Byte.toUnsignedInt(instructions.get(at)) == CALL && own) {
                starts.add(at / Long.BYTES + 1 + instructions.getInt(at + Integer.BYTES));
            }
        }
        return starts;
    }

    Memory toMemory() {
        Memory memory = new Memory(records.length);
        memory.write(0, records, 0, records.length);
        return memory;
    }

    int count() {
        return records.length / RECORD;
    }
}
