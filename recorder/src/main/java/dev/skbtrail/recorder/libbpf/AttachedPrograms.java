package dev.skbtrail.recorder.libbpf;

import com.sun.jna.Memory;
import com.sun.jna.ptr.IntByReference;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** BPF programs attached to interfaces (tcx, which tc does not show) and to cgroups. */
public final class AttachedPrograms {
    /** {@code BPF_CGROUP_INET_*}: packets that the sockets of a cgroup receive and send. */
    public static final int CGROUP_INGRESS = 0;

    public static final int CGROUP_EGRESS = 1;

    /** Maximum number of programs at one hook: BPF_MPROG_MAX, BPF_CGROUP_MAX_PROGS. */
    private static final int MOST = 64;

    private static final int EINVAL = 22;
    private static final int ENOENT = 2;
    private static final int O_RDONLY = 0;

    /** Name of recorder programs: those of another recorder drop nothing either. */
    private static final String RECORDER = "skbtrail";

    /** Ids of the programs that this process has attached: they drop nothing. */
    private static final Set<Integer> OWN = ConcurrentHashMap.newKeySet();

    /**
     * @param id as used by bpftool prog show
     * @param name null where the kernel does not permit reading it; may be empty
     */
    public record Program(int id, String name) {}

    private AttachedPrograms() {}

    static void addOwn(int fd) {
        OWN.add(ProgramInfo.id(fd));
    }

    /**
     * The programs of others, in the order in which they run. Empty on a kernel without tcx (before
     * 6.6), and for an interface that no longer exists.
     *
     * @param ifindex in the calling thread's network namespace
     * @param direction {@link BpfProgram#ATTACH_TCX_INGRESS} or {@link
     *     BpfProgram#ATTACH_TCX_EGRESS}
     * @throws NativeException when the kernel refuses to answer, mostly for lack of privileges
     */
    public static Stream<Program> atTcx(int ifindex, int direction) {
        return query(ifindex, direction);
    }

    /**
     * The programs attached to the cgroup itself, not to its ancestors. Empty for a cgroup that no
     * longer exists, and on a kernel without BPF for cgroups.
     *
     * @param cgroup its directory
     * @param direction {@link #CGROUP_INGRESS} or {@link #CGROUP_EGRESS}
     * @throws NativeException when the kernel refuses to answer, mostly for lack of privileges
     */
    public static Stream<Program> atCgroup(Path cgroup, int direction) {
        int fd;
        try {
            fd = Natives.checkErrno("open " + cgroup, Natives.C.open(cgroup.toString(), O_RDONLY));
        } catch (NativeException e) {
            if (e.errno() == ENOENT) {
                return Stream.of();
            }
            throw e;
        }
        try {
            return query(fd, direction);
        } finally {
            Natives.C.close(fd);
        }
    }

    private static Stream<Program> query(int target, int attachType) {
        try (Memory ids = Natives.zeroed(MOST * Integer.BYTES)) {
            IntByReference count = new IntByReference(MOST);
            int result =
                    Natives.bpf()
                            .bpf_prog_query(target, attachType, 0, null, ids, count.getPointer());
            if (result == -EINVAL || result == -Natives.ENODEV) {
                return Stream.of();
            }
            Natives.check("bpf_prog_query", result);
            int[] found = ids.getIntArray(0, Math.min(count.getValue(), MOST));
            return IntStream.of(found)
                    .filter(id -> !OWN.contains(id))
                    .mapToObj(id -> new Program(id, name(id)))
                    .filter(program -> !RECORDER.equals(program.name()));
        }
    }

    private static String name(int id) {
        int fd = Natives.bpf().bpf_prog_get_fd_by_id(id);
        if (fd < 0) {
            return null;
        }
        try {
            return ProgramInfo.name(fd);
        } finally {
            Natives.C.close(fd);
        }
    }
}
