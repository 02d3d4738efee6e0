package dev.skbtrail.recorder.libbpf;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.ptr.IntByReference;
import java.util.HashMap;
import java.util.Map;

/** What is asked of the kernel beside an object: links, BTF of modules, CPUs. */
public final class BpfSystem {
    private static final long SYS_BPF = System.getProperty("os.arch").equals("aarch64") ? 280 : 321;
    private static final int BPF_LINK_CREATE = 28;
    private static final int LINK_ATTRIBUTES = 64;
    private static final int ENOENT = 2;

    /** Offset and size of the name in {@code struct bpf_btf_info}. */
    private static final int BTF_INFO = 32;

    private static final int BTF_INFO_NAME = 16;
    private static final int BTF_INFO_NAME_LENGTH = 24;
    private static final int NAME_BYTES = 64;
    private static final int MODULES_MAX = 10_000;

    private BpfSystem() {}

    public static int possibleCpus() {
        return Natives.check("libbpf_num_possible_cpus", Natives.bpf().libbpf_num_possible_cpus());
    }

    /** Attaches to a raw tracepoint, or with {@code name} null an fentry or fexit program to its function. */
    public static Link attachTracing(String name, int programFd) {
        return attached("bpf_raw_tracepoint_open", Natives.bpf().bpf_raw_tracepoint_open(name, programFd), programFd);
    }

    /** Attaches a tc program to an interface of the calling thread's network namespace. */
    public static Link attachTcx(int programFd, int ifindex, int attachType) {
        return attached(
                "bpf_link_create tcx",
                Natives.bpf().bpf_link_create(programFd, ifindex, attachType, null),
                programFd);
    }

    /** Attaches to a netfilter hook of the calling thread's network namespace. */
    public static Link attachNetfilter(int programFd, int family, int hook, int priority) {
        try (Memory attributes = Natives.zeroed(LINK_ATTRIBUTES)) {
            attributes.setInt(0, programFd);
            attributes.setInt(8, BpfProgram.ATTACH_NETFILTER);
            attributes.setInt(16, family);
            attributes.setInt(20, hook);
            attributes.setInt(24, priority);
            long fd = Natives.C.syscall(SYS_BPF, BPF_LINK_CREATE, attributes, LINK_ATTRIBUTES);
            return attached("bpf_link_create netfilter", fd < 0 ? -Native.getLastError() : (int) fd, programFd);
        }
    }

    private static Link attached(String operation, int result, int programFd) {
        if (result < 0) {
            Natives.C.close(programFd);
        }
        return Link.of(Natives.check(operation, result), programFd);
    }

    /** File descriptors of the BTF of the loaded modules, by module; they stay open as long as this process. */
    public static Map<String, Integer> moduleBtfs() {
        Map<String, Integer> modules = new HashMap<>();
        IntByReference id = new IntByReference();
        for (int i = 0; i < MODULES_MAX; i++) {
            int result = Natives.bpf().bpf_btf_get_next_id(id.getValue(), id.getPointer());
            if (result == -ENOENT) {
                break;
            }
            Natives.check("bpf_btf_get_next_id", result);
            int fd = Natives.bpf().bpf_btf_get_fd_by_id(id.getValue());
            // A module may have gone between the two calls.
            if (fd >= 0) {
                modules.put(btfName(fd), fd);
            }
        }
        return modules;
    }

    private static String btfName(int fd) {
        try (Memory info = Natives.zeroed(BTF_INFO);
                Memory name = Natives.zeroed(NAME_BYTES)) {
            info.setPointer(BTF_INFO_NAME, name);
            info.setInt(BTF_INFO_NAME_LENGTH, NAME_BYTES);
            IntByReference size = new IntByReference(BTF_INFO);
            Natives.check(
                    "bpf_obj_get_info_by_fd",
                    Natives.bpf().bpf_obj_get_info_by_fd(fd, info, size.getPointer()));
            return name.getString(0);
        }
    }
}
