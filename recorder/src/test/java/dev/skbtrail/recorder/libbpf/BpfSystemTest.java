package dev.skbtrail.recorder.libbpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BpfSystemTest {
    private static final int CAP_SYS_RESOURCE = 24;

    /** The words after a name in a file of /proc/self. */
    private static String[] words(String file, String name) throws IOException {
        return Files.readString(Path.of("/proc/self", file))
                .lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).trim().split("\\s+"))
                .findFirst()
                .orElseThrow();
    }

    /** The soft and the hard limit. */
    private static long[] fileLimits() throws IOException {
        String[] words = words("limits", "Max open files");
        return new long[] {Long.parseLong(words[0]), Long.parseLong(words[1])};
    }

    @Test
    void allowsMoreFilesThanTheLimitToWhomTheKernelAllowsIt() throws IOException {
        long capabilities = Long.parseUnsignedLong(words("status", "CapEff:")[0], 16);
        boolean may = (capabilities >>> CAP_SYS_RESOURCE & 1) != 0;
        // In one read: a second read of such a file returns nothing.
        long possible;
        try (BufferedReader file = Files.newBufferedReader(Path.of("/proc/sys/fs/nr_open"))) {
            possible = Long.parseLong(file.readLine());
        }
        long most = fileLimits()[1];
        long wanted = Math.min(most + 1, possible);
        assertEquals(may || wanted <= most, BpfSystem.allowFiles(wanted));
        assertEquals(may ? wanted : most, fileLimits()[1]);
    }

    @Test
    void leavesALimitThatIsEnough() throws IOException {
        long[] before = fileLimits();
        assertTrue(BpfSystem.allowFiles(before[0]));
        assertEquals(before[0], fileLimits()[0]);
        assertEquals(before[1], fileLimits()[1]);
    }
}
