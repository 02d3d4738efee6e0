package dev.skbtrail.recorder.libbpf;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import org.junit.jupiter.api.Test;

class BpfLogTest {
    /** A function of libbpf that prints its argument, of any length, followed by the reason. */
    interface Opener extends Library {
        Pointer bpf_object__open_file(String path, Pointer options);
    }

    /** As long as the verifier's log of a large program; no path can be that long. */
    private static final String LONG = "x".repeat(3_000_003);

    @Test
    void keepsTheEndOfALongMessage() {
        Natives.bpf(); // sends its messages to BpfLog
        BpfLog.take();
        Native.load("libbpf.so.1", Opener.class).bpf_object__open_file(LONG, null);
        String log = BpfLog.take();
        assertTrue(log.endsWith("File name too long"), () -> log.substring(log.length() - 100));
    }
}
