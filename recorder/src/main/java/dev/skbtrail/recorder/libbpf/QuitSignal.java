package dev.skbtrail.recorder.libbpf;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;

/**
 * Turns SIGQUIT into SIGALRM, which Java can handle: the Java machine keeps SIGQUIT for itself, to
 * print its threads. The handler is alarm(3) of the C library, whose argument is then the number of
 * the signal: SIGALRM comes three seconds later. It is a function that a handler may call.
 */
public final class QuitSignal {
    private static final int SIGQUIT = 3;

    /** {@code struct sigaction}: handler, mask, flags, restorer. */
    private static final int ACTION = 152;

    private static final int FLAGS = 136;
    private static final int RESTART = 0x10000000;

    private QuitSignal() {}

    /** Returns what undoes it. A handler of SIGALRM must exist before. */
    public static Runnable toAlarm() {
        Memory before = Natives.zeroed(ACTION);
        try (Memory action = Natives.zeroed(ACTION)) {
            action.setPointer(0, NativeLibrary.getInstance("c").getFunction("alarm"));
            action.setInt(FLAGS, RESTART);
            set(action, before);
        }
        return () -> {
            set(before, null);
            before.close();
        };
    }

    private static void set(Memory action, Memory before) {
        Natives.checkErrno("sigaction", Natives.C.sigaction(SIGQUIT, action, before));
    }
}
