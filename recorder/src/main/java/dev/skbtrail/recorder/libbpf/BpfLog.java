package dev.skbtrail.recorder.libbpf;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The latest warnings of libbpf. Shown only when a load fails, because they contain the verifier's
 * messages.
 */
final class BpfLog {
    private static final int WARN = 0;
    private static final int LINES = 40;
    private static final int TAIL = 4000;

    private static final Deque<String> LAST = new ArrayDeque<>();

    private BpfLog() {}

    static int accept(int level, String format, Pointer arguments) {
        if (level == WARN) {
            keep(tail(format, arguments));
        }
        return 0;
    }

    /** Keeps the end of the log: the verifier writes megabytes and gives the reason last. */
    private static String tail(String format, Pointer arguments) {
        PointerByReference text = new PointerByReference();
        int length = Natives.C.vasprintf(text, format, arguments);
        if (length < 0) {
            return format;
        }
        int start = Math.max(0, length - TAIL);
        byte[] tail = text.getValue().getByteArray(start, length - start);
        Natives.C.free(text.getValue());
        return new String(tail, StandardCharsets.UTF_8);
    }

    private static synchronized void keep(String line) {
        if (LAST.size() == LINES) {
            LAST.removeFirst();
        }
        LAST.addLast(line.stripTrailing());
    }

    /** The messages since the last call. */
    static synchronized String take() {
        String text = String.join("\n", LAST);
        LAST.clear();
        return text;
    }
}
