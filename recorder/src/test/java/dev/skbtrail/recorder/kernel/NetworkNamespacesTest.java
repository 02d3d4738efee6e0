package dev.skbtrail.recorder.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NetworkNamespacesTest {
    private static final Path INITIAL = Path.of("/proc/1/ns/net");

    /**
     * The name used for --netns and shown in reports. Where process 1 belongs to a container, or
     * cannot be examined, no namespace has this name.
     */
    @Test
    void callsTheInitialNamespaceHostWhereItCanBeKnown() throws IOException {
        String processes = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
        long initial = inodeOfFirstProcess();
        if (processes.equals("pid:[4026531836]") && initial >= 0) {
            assertEquals("host", NetworkNamespaces.names(Map.of()).get(initial));
            assertEquals(initial, NetworkNamespaces.scan().find("host").inode());
        } else {
            assertFalse(NetworkNamespaces.names(Map.of()).containsValue("host"));
            assertThrows(
                    IllegalArgumentException.class, () -> NetworkNamespaces.scan().find("host"));
        }
    }

    private static long inodeOfFirstProcess() throws IOException {
        try {
            return ((Number) Files.getAttribute(INITIAL, "unix:ino")).longValue();
        } catch (AccessDeniedException e) {
            return -1;
        }
    }
}
