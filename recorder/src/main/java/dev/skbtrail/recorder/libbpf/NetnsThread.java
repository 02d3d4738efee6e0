package dev.skbtrail.recorder.libbpf;

import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * Runs something inside another network namespace, on a thread that ends with it, because setns(2)
 * moves a single thread.
 */
public final class NetnsThread {
    private static final int O_RDONLY = 0;
    private static final Path OWN = Path.of("/proc/thread-self/ns/net");
    private static final int CLONE_NEWNET = 0x40000000;

    /** {@code struct if_nameindex}: index, padding, name. */
    private static final int NAME_INDEX = 16;

    private static final int INTERFACES_MAX = 100_000;

    private NetnsThread() {}

    /**
     * @param namespace such as /run/netns/blue or /proc/1/ns/net
     */
    public static <T> T call(Path namespace, Callable<T> work) {
        return OwnThread.call(
                "netns " + namespace,
                () -> {
                    enter(namespace);
                    return work.call();
                });
    }

    private static void enter(Path namespace) {
        if (isOwn(namespace)) {
            return;
        }
        int fd =
                Natives.checkErrno(
                        "open " + namespace, Natives.C.open(namespace.toString(), O_RDONLY));
        try {
            Natives.checkErrno("setns " + namespace, Natives.C.setns(fd, CLONE_NEWNET));
        } finally {
            Natives.C.close(fd);
        }
    }

    /** To enter it would need a privilege, and change nothing. */
    private static boolean isOwn(Path namespace) {
        try {
            return Files.isSameFile(namespace, OWN);
        } catch (IOException e) {
            // It is gone, as the call that follows will say.
            return false;
        }
    }

    /** Interfaces of the calling thread's namespace: index to name. */
    public static Map<Integer, String> interfaces() {
        Pointer list = Natives.checkPointer("if_nameindex", Natives.C.if_nameindex());
        Map<Integer, String> interfaces = new TreeMap<>();
        try {
            for (int i = 0; i < INTERFACES_MAX; i++) {
                int index = list.getInt((long) i * NAME_INDEX);
                if (index == 0) {
                    break;
                }
                interfaces.put(index, list.getPointer((long) i * NAME_INDEX + 8).getString(0));
            }
        } finally {
            Natives.C.if_freenameindex(list);
        }
        return interfaces;
    }
}
