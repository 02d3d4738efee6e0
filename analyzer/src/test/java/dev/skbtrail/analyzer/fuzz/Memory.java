package dev.skbtrail.analyzer.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory of a process as Linux counts it; 0 elsewhere. */
final class Memory {
    private static final String FORGET_PEAK = "5";

    private Memory() {}

    /** From here on the peak is that of what comes. */
    static void forgetPeak(long pid) {
        try {
            Files.writeString(Path.of("/proc/" + pid + "/clear_refs"), FORGET_PEAK);
        } catch (IOException e) {
            // Elsewhere than on Linux, or it has just died: then peakKib says 0.
            return;
        }
    }

    /** Most that it had at any time. */
    static long peakKib(long pid) {
        return value(pid, "VmHWM:");
    }

    static long nowKib(long pid) {
        return value(pid, "VmRSS:");
    }

    private static long value(long pid, String key) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith(key))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
