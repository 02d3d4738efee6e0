package dev.skbtrail.recorder.libbpf;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.util.Arrays;
import java.util.concurrent.Callable;

/** A user of this system. A thread, or all of this process, can become that user. */
public final class Account {
    /** {@code struct passwd}: name and password, then these. */
    private static final int UID = 16;

    private static final int GID = 20;
    private static final int GROUPS_MAX = 65_536;
    private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");
    private static final long SYS_SETRESUID = ARM ? 147 : 117;
    private static final long SYS_SETRESGID = ARM ? 149 : 119;
    private static final long SYS_SETGROUPS = ARM ? 159 : 116;

    private final int uid;
    private final int gid;
    private final int[] groups;

    private Account(int uid, int gid, int[] groups) {
        this.uid = uid;
        this.gid = gid;
        this.groups = groups;
    }

    /**
     * @return null if the user does not exist
     */
    public static Account of(String name) {
        Pointer entry = Natives.C.getpwnam(name);
        if (entry == null) {
            return null;
        }
        int gid = entry.getInt(GID);
        return new Account(entry.getInt(UID), gid, groups(name, gid));
    }

    private static int[] groups(String name, int gid) {
        int[] groups = new int[GROUPS_MAX];
        IntByReference count = new IntByReference(GROUPS_MAX);
        Natives.checkErrno("getgrouplist", Natives.C.getgrouplist(name, gid, groups, count));
        return Arrays.copyOf(groups, count.getValue());
    }

    public int uid() {
        return uid;
    }

    /** Runs something as this user, on a thread that ends with it. */
    public <T> T call(Callable<T> work) {
        return OwnThread.call(
                "user " + uid,
                () -> {
                    becomeHere();
                    return work.call();
                });
    }

    /** The system calls themselves, which only concern the calling thread. */
    private void becomeHere() {
        long[] id = {uid, gid};
        try (Memory list = new Memory(Math.max(1, groups.length) * (long) Integer.BYTES)) {
            list.write(0, groups, 0, groups.length);
            check("setgroups", Natives.C.syscall(SYS_SETGROUPS, (long) groups.length, list));
        }
        check("setresgid", Natives.C.syscall(SYS_SETRESGID, id[1], id[1], id[1]));
        check("setresuid", Natives.C.syscall(SYS_SETRESUID, id[0], id[0], id[0]));
    }

    /**
     * Makes every thread of this process this user, for good. The functions of the C library, other
     * than the system calls, change all threads, also those of the Java machine. When no user ID is
     * 0 any more, the kernel takes all capabilities away.
     */
    public void become() {
        check("setgroups", Natives.C.setgroups(new SizeT(groups.length), groups));
        check("setresgid", Natives.C.setresgid(gid, gid, gid));
        check("setresuid", Natives.C.setresuid(uid, uid, uid));
    }

    private static void check(String call, long result) {
        Natives.checkErrno(call, (int) result);
    }
}
