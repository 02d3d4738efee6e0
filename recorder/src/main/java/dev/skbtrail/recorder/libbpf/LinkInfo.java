package dev.skbtrail.recorder.libbpf;

import com.sun.jna.Memory;
import com.sun.jna.ptr.IntByReference;

/**
 * The kernel's information about a link: {@code struct bpf_link_info}, include/uapi/linux/bpf.h.
 */
final class LinkInfo {
    private static final int INFO = 64;

    /** {@code enum bpf_link_type}. */
    private static final int TYPE_PERF_EVENT = 7;

    private static final int TYPE_KPROBE_MULTI = 8;

    /** Offset of {@code enum bpf_perf_event_type}, the first member in the part for perf events. */
    private static final int EVENT_TYPE = 16;

    private static final int EVENT_KPROBE = 3;
    private static final int EVENT_KRETPROBE = 4;

    /** Counted since "bpf: Add missed value to kprobe_multi link info" (v6.7); zero before. */
    private static final int KPROBE_MULTI_MISSED = 32;

    private static final int KPROBE_MISSED = 48;

    private LinkInfo() {}

    /** Calls that did not reach the program; 0 where the kernel does not count them. */
    static long misses(int fd) {
        try (Memory info = Natives.zeroed(INFO)) {
            IntByReference size = new IntByReference(INFO);
            int result = Natives.bpf().bpf_obj_get_info_by_fd(fd, info, size.getPointer());
            if (result < 0) {
                // A perf event without a link: kernels before 5.15.
                return 0;
            }
            return switch (info.getInt(0)) {
                case TYPE_KPROBE_MULTI -> info.getLong(KPROBE_MULTI_MISSED);
                case TYPE_PERF_EVENT -> kprobeMisses(info);
                default -> 0;
            };
        }
    }

    private static long kprobeMisses(Memory info) {
        int event = info.getInt(EVENT_TYPE);
        return event == EVENT_KPROBE || event == EVENT_KRETPROBE ? info.getLong(KPROBE_MISSED) : 0;
    }
}
