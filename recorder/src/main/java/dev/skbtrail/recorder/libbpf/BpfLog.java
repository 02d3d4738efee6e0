package dev.skbtrail.recorder.libbpf;

import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** The last warnings of libbpf: shown when a load fails, for they hold the verifier's words, else not at all. */
final class BpfLog {
    private static final int WARN = 0;
    private static final int LINES = 40;
    private static final int LINE_BYTES = 4096;

    private static final Deque<String> LAST = new ArrayDeque<>();

    private BpfLog() {}

    static int accept(int level, String format, Pointer arguments) {
        if (level == WARN) {
            byte[] text = new byte[LINE_BYTES];
            int length = Natives.C.vsnprintf(text, new SizeT(text.length), format, arguments);
            keep(new String(text, 0, Math.max(0, Math.min(length, LINE_BYTES - 1)), StandardCharsets.UTF_8));
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
