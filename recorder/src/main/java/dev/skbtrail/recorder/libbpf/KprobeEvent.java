package dev.skbtrail.recorder.libbpf;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A kprobe as a perf event, created with perf_event_open(2): for kernels without BPF links for
 * kprobes (before 5.15), where libbpf accepts no program that it did not load.
 */
final class KprobeEvent {
    private static final long SYS_PERF_EVENT_OPEN =
            System.getProperty("os.arch").equals("aarch64") ? 241 : 298;
    private static final Path TYPE = Path.of("/sys/bus/event_source/devices/kprobe/type");

    /** {@code struct perf_event_attr}, include/uapi/linux/perf_event.h. */
    private static final int ATTRIBUTES = 112;

    private static final int SIZE = 4;
    private static final int CONFIG = 8;
    private static final int FUNCTION = 56;

    /** The bit given in /sys/bus/event_source/devices/kprobe/format/retprobe. */
    private static final long AT_RETURN = 1;

    private static final long CLOSE_ON_EXEC = 8;
    private static final long IOC_ENABLE = 0x2400;
    private static final long IOC_SET_BPF = 0x40042408;

    private KprobeEvent() {}

    /** File descriptor of the event; closing it removes the probe. */
    static int open(String function, boolean atReturn) {
        byte[] name = function.getBytes(StandardCharsets.UTF_8);
        try (Memory attributes = Natives.zeroed(ATTRIBUTES);
                Memory text = Natives.zeroed(name.length + 1)) {
            text.write(0, name, 0, name.length);
            attributes.setInt(0, type());
            attributes.setInt(SIZE, ATTRIBUTES);
            attributes.setLong(CONFIG, atReturn ? AT_RETURN : 0);
            attributes.setPointer(FUNCTION, text);
            // Any process, on the first CPU: the probe itself is active on all CPUs.
            long fd =
                    Natives.C.syscall(SYS_PERF_EVENT_OPEN, attributes, -1L, 0L, -1L, CLOSE_ON_EXEC);
            return Natives.check("kprobe " + function, fd < 0 ? -Native.getLastError() : (int) fd);
        }
    }

    static void enable(int event, int program) {
        Natives.checkErrno("PERF_EVENT_IOC_SET_BPF", Natives.C.ioctl(event, IOC_SET_BPF, program));
        Natives.checkErrno("PERF_EVENT_IOC_ENABLE", Natives.C.ioctl(event, IOC_ENABLE, 0));
    }

    private static int type() {
        try {
            return Integer.parseInt(Files.readString(TYPE).strip());
        } catch (IOException e) {
            throw new NativeException("reading " + TYPE, Natives.ENODEV);
        }
    }
}
