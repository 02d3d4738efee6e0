package dev.skbtrail.recorder.libbpf;

import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The last warnings of libbpf: shown when a load fails, for they hold the verifier's words, else
 * not at all.
 */
final class BpfLog {
    private static final int WARN = 0;
    private static final int LINES = 40;
    private static final int MESSAGE_BYTES = 1 << 18;
    private static final int TAIL = 4000;

    private static final Deque<String> LAST = new ArrayDeque<>();

    private BpfLog() {}

    static int accept(int level, String format, Pointer arguments) {
        if (level == WARN) {
            // A va_list can be read once: room for the verifier's longest message, of which the end
            // counts.
            byte[] text = new byte[MESSAGE_BYTES];
            int length = Natives.C.vsnprintf(text, new SizeT(text.length), format, arguments);
            int end = Math.max(0, Math.min(length, MESSAGE_BYTES - 1));
            int start = Math.max(0, end - TAIL);
            keep(new String(text, start, end - start, StandardCharsets.UTF_8));
        }
        return 0;
    }

    private static synchronized void keep(String line) {
        if (LAST.size() == LINES) {
            LAST.removeFirst();
        }
        LAST.addLast(line.stripTrailing());
    }

    /** What was said since the last call. */
    static synchronized String take() {
        String text = String.join("\n", LAST);
        LAST.clear();
        return text;
    }
}
