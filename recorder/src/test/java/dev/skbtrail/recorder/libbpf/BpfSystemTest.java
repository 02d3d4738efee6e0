package dev.skbtrail.recorder.libbpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BpfSystemTest {
    /** In force, and the most. */
    private static long[] fileLimits() throws IOException {
        String line =
                Files.readString(Path.of("/proc/self/limits"))
                        .lines()
                        .filter(l -> l.startsWith("Max open files"))
                        .findFirst()
                        .orElseThrow();
        String[] words = line.substring("Max open files".length()).trim().split(" +");
        return new long[] {Long.parseLong(words[0]), Long.parseLong(words[1])};
    }

    @Test
    void allowsMoreFilesThanTheLimitWhenThisIsRoot() throws IOException {
        boolean root = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
        // In one read: a second one of such a file gets nothing.
        long possible;
        try (BufferedReader file = Files.newBufferedReader(Path.of("/proc/sys/fs/nr_open"))) {
            possible = Long.parseLong(file.readLine());
        }
        long most = fileLimits()[1];
        long wanted = Math.min(most + 1, possible);
        assertEquals(root || wanted <= most, BpfSystem.allowFiles(wanted));
        assertEquals(root ? wanted : most, fileLimits()[1]);
    }

    @Test
    void leavesALimitThatIsEnough() throws IOException {
        long[] before = fileLimits();
        assertTrue(BpfSystem.allowFiles(before[0]));
        assertEquals(before[0], fileLimits()[0]);
        assertEquals(before[1], fileLimits()[1]);
    }
}
