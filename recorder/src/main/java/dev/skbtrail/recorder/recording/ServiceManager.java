package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.backend.ProbeStatus;
import dev.skbtrail.recorder.libbpf.DatagramPath;
import dev.skbtrail.recorder.libbpf.NativeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Tells systemd how the recording goes, as sd_notify(3) describes: ready when the probes are on,
 * what it has so far, and alive only as long as both threads of the pipeline go on.
 */
public final class ServiceManager implements RecordingListener {
    private static final String SOCKET = "NOTIFY_SOCKET";
    private static final String WATCHDOG_TIME = "WATCHDOG_USEC";
    private static final String WATCHDOG_PROCESS = "WATCHDOG_PID";
    private static final long INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();

    /** Attaching may take longer than systemd waits for a start. */
    private static final long MORE_TIME_MICROS = Duration.ofMinutes(1).toNanos() / 1000;

    private final RecordingListener next;
    private final DatagramPath socket;
    private final boolean watched;
    private final long interval;
    private long last = System.nanoTime();
    private long pulse;

    private ServiceManager(
            RecordingListener next, DatagramPath socket, boolean watched, long interval) {
        this.next = next;
        this.socket = socket;
        this.watched = watched;
        this.interval = interval;
    }

    /**
     * @param environment has the address of the service manager, if one started this process
     * @param next is told everything, too
     */
    public static RecordingListener tell(Map<String, String> environment, RecordingListener next) {
        String address = environment.getOrDefault(SOCKET, "");
        if (!address.startsWith("/") && !address.startsWith("@")) {
            return next;
        }
        String own = Long.toString(ProcessHandle.current().pid());
        boolean watched =
                environment.containsKey(WATCHDOG_TIME)
                        && environment.getOrDefault(WATCHDOG_PROCESS, own).equals(own);
        long interval = INTERVAL_NANOS;
        if (watched) {
            // Three times in the time that it waits.
            long third = Long.parseLong(environment.get(WATCHDOG_TIME)) * 1000 / 3;
            interval = Math.min(interval, third);
        }
        try {
            return new ServiceManager(next, DatagramPath.connect(address), watched, interval);
        } catch (NativeException e) {
            // Inherited from a process whose service manager is gone.
            return next;
        }
    }

    @Override
    public void onProbes(int done, int all) {
        next.onProbes(done, all);
        if (isDue()) {
            socket.send(
                    "EXTEND_TIMEOUT_USEC=%d\nSTATUS=attaching: %,d of %,d probes"
                            .formatted(MORE_TIME_MICROS, done, all));
        }
    }

    @Override
    public void onAttached(List<ProbeStatus> probes) {
        next.onAttached(probes);
        socket.send("READY=1\nSTATUS=recording");
    }

    @Override
    public void onProgress(Progress progress) {
        next.onProgress(progress);
        if (!isDue()) {
            return;
        }
        boolean alive = progress.pulse() != pulse;
        pulse = progress.pulse();
        socket.send(
                "STATUS=%,d events, %,d lost%s"
                                .formatted(
                                        progress.events(),
                                        progress.lost(),
                                        alive ? "" : "; a thread does not go on")
                        + (watched && alive ? "\nWATCHDOG=1" : ""));
    }

    @Override
    public void onDump(WrittenDump dump) {
        next.onDump(dump);
    }

    @Override
    public void onStop() {
        next.onStop();
        socket.send("STOPPING=1\nSTATUS=writing the rest");
    }

    private boolean isDue() {
        long now = System.nanoTime();
        if (now - last < interval) {
            return false;
        }
        last = now;
        return true;
    }
}
