package dev.skbtrail.recorder.libbpf;

import com.sun.jna.Memory;
import com.sun.jna.ptr.IntByReference;
import java.util.HashMap;
import java.util.Map;

/** Kernel queries that are not about a BPF object: BTF of modules, CPUs. */
public final class BpfSystem {
    private static final int E2BIG = 7;
    private static final int EPERM = 1;
    private static final int ENOENT = 2;

    /** Offset and size of the name in {@code struct bpf_btf_info}. */
    private static final int BTF_INFO = 32;

    private static final int BTF_INFO_NAME = 16;
    private static final int BTF_INFO_NAME_LENGTH = 24;
    private static final int NAME_BYTES = 64;
    private static final int MODULES_MAX = 10_000;
    private static final int RLIMIT_NOFILE = 7;

    private BpfSystem() {}

    /**
     * Version of the installed libbpf, such as v1.1.
     *
     * @throws dev.skbtrail.recorder.UserException when libbpf is not installed
     */
    public static String libraryVersion() {
        return Natives.bpf().libbpf_version_string();
    }

    public static int possibleCpus() {
        return Natives.check("libbpf_num_possible_cpus", Natives.bpf().libbpf_num_possible_cpus());
    }

    /**
     * Raises this process's limit of open files: each program and each link is a file, and outside
     * of systemd the hard limit is 4,096. Root may raise it up to {@code fs.nr_open}.
     *
     * @return whether this many files are allowed now
     */
    public static boolean allowFiles(long count) {
        long[] limit = new long[2];
        Natives.checkErrno("getrlimit", Natives.C.getrlimit(RLIMIT_NOFILE, limit));
        // RLIM_INFINITY is -1.
        if (Long.compareUnsigned(limit[0], count) >= 0) {
            return true;
        }
        if (Long.compareUnsigned(limit[1], count) < 0) {
            limit[1] = count;
        }
        limit[0] = count;
        return Natives.C.setrlimit(RLIMIT_NOFILE, limit) == 0;
    }

    /**
     * File descriptors of the BTF of the loaded modules, by module; they stay open until this
     * process ends. None without CAP_SYS_ADMIN: then functions of modules cannot be traced.
     */
    public static Map<String, Integer> moduleBtfs() {
        Map<String, Integer> modules = new HashMap<>();
        IntByReference id = new IntByReference();
        for (int i = 0; i < MODULES_MAX; i++) {
            int result = Natives.bpf().bpf_btf_get_next_id(id.getValue(), id.getPointer());
            if (result == -ENOENT || result == -EPERM) {
                break;
            }
            Natives.check("bpf_btf_get_next_id", result);
            int fd = Natives.bpf().bpf_btf_get_fd_by_id(id.getValue());
            // A module may have been unloaded between the two calls.
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
            int result = Natives.bpf().bpf_obj_get_info_by_fd(fd, info, size.getPointer());
            // Before 5.11 BTF had no name, and modules had no BTF.
            if (result != -E2BIG) {
                Natives.check("bpf_obj_get_info_by_fd", result);
            }
            return name.getString(0);
        }
    }
}
