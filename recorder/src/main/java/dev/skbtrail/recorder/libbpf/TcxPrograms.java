package dev.skbtrail.recorder.libbpf;

import com.sun.jna.Memory;
import com.sun.jna.ptr.IntByReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** BPF programs at the tcx hooks of an interface, which tc does not show. */
public final class TcxPrograms {
    /** BPF_MPROG_MAX: a hook takes no more. */
    private static final int MOST = 64;

    private static final int EINVAL = 22;

    /** Numbers of the programs that this process has attached: they drop nothing. */
    private static final Set<Integer> OWN = ConcurrentHashMap.newKeySet();

    /**
     * @param id as bpftool prog show takes it
     * @param name null where the kernel does not let us look at it; may be empty
     */
    public record Program(int id, String name) {}

    private TcxPrograms() {}

    static void addOwn(int fd) {
        OWN.add(ProgramInfo.id(fd));
    }

    /**
     * Those of others, in the order in which they run; none on a kernel that has no tcx (before
     * 6.6), and of an interface that has gone.
     *
     * @param ifindex in the calling thread's network namespace
     * @param direction {@link BpfProgram#ATTACH_TCX_INGRESS} or {@link
     *     BpfProgram#ATTACH_TCX_EGRESS}
     * @throws NativeException when the kernel does not tell, mostly for want of privileges
     */
    public static Stream<Program> at(int ifindex, int direction) {
        try (Memory ids = Natives.zeroed(MOST * Integer.BYTES)) {
            IntByReference count = new IntByReference(MOST);
            int result =
                    Natives.bpf()
                            .bpf_prog_query(ifindex, direction, 0, null, ids, count.getPointer());
            if (result == -EINVAL || result == -Natives.ENODEV) {
                return Stream.of();
            }
            Natives.check("bpf_prog_query", result);
            int[] found = ids.getIntArray(0, Math.min(count.getValue(), MOST));
            return IntStream.of(found)
                    .filter(id -> !OWN.contains(id))
                    .mapToObj(id -> new Program(id, name(id)));
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
