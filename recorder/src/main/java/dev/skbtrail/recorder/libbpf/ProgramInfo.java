package dev.skbtrail.recorder.libbpf;

import com.sun.jna.Memory;
import com.sun.jna.ptr.IntByReference;
import java.util.Arrays;

/** The kernel's information about a loaded program. */
final class ProgramInfo {
    /** Offsets in {@code struct bpf_prog_info}, and how much of it must be requested. */
    private static final int ID = 4;

    private static final int NAME = 64;

    private static final int FUNCTION_RECORD = 132;
    private static final int FUNCTIONS = 136;
    private static final int FUNCTION_COUNT = 144;
    private static final int RECURSION_MISSES = 208;

    private static final int INFO = RECURSION_MISSES + Long.BYTES;

    private ProgramInfo() {}

    /** The program's id in the kernel. */
    static int id(int fd) {
        try (Memory info = Natives.zeroed(INFO)) {
            read(fd, info);
            return info.getInt(ID);
        }
    }

    /** Its name, at most 15 characters; empty when it has none. */
    static String name(int fd) {
        try (Memory info = Natives.zeroed(INFO)) {
            read(fd, info);
            return info.getString(NAME);
        }
    }

    /** How often it was skipped because it, or another program, was already running on that CPU. */
    static long misses(int fd) {
        try (Memory info = Natives.zeroed(INFO)) {
            read(fd, info);
            return info.getLong(RECURSION_MISSES);
        }
    }

    /** BTF types of the program's functions, in the order of its instructions. */
    static int[] functionTypes(int fd) {
        try (Memory info = Natives.zeroed(INFO)) {
            read(fd, info);
            int count = info.getInt(FUNCTION_COUNT);
            int record = info.getInt(FUNCTION_RECORD);
            int[] types = new int[count];
            if (count > 0) {
                try (Memory records = Natives.zeroed(count * record);
                        Memory second = Natives.zeroed(INFO)) {
                    second.setInt(FUNCTION_RECORD, record);
                    second.setPointer(FUNCTIONS, records);
                    second.setInt(FUNCTION_COUNT, count);
                    read(fd, second);
                    Arrays.setAll(types, i -> records.getInt((long) i * record + Integer.BYTES));
                }
            }
            return types;
        }
    }

    private static void read(int fd, Memory info) {
        IntByReference size = new IntByReference(INFO);
        Natives.check(
                "bpf_obj_get_info_by_fd",
                Natives.bpf().bpf_obj_get_info_by_fd(fd, info, size.getPointer()));
    }
}
