package dev.skbtrail.recorder.libbpf;

import com.sun.jna.Memory;
import com.sun.jna.ptr.IntByReference;

/** What the kernel tells about a loaded program. */
final class ProgramInfo {
    /** Offset in {@code struct bpf_prog_info}, and how much of it must be asked for to get it. */
    private static final int RECURSION_MISSES = 208;

    private static final int INFO = RECURSION_MISSES + Long.BYTES;

    private ProgramInfo() {}

    /** How often it was not run because it, or another one, was running on that CPU already. */
    static long misses(int fd) {
        try (Memory info = Natives.zeroed(INFO)) {
            IntByReference size = new IntByReference(INFO);
            Natives.check(
                    "bpf_obj_get_info_by_fd",
                    Natives.bpf().bpf_obj_get_info_by_fd(fd, info, size.getPointer()));
            return info.getLong(RECURSION_MISSES);
        }
    }
}
