package dev.skbtrail.recorder.container;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerLookupTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir private Path root;
    private HostFiles host;
    private ContainerLookup lookup;
    private long now;

    @BeforeEach
    void run() throws IOException {
        host = new HostFiles(root);
        host.process(1, "host", "0::/\n");
        start(10, "a");
        lookup = new ContainerLookup(host.containers(), () -> now);
    }

    /** A container with an id of this digit. */
    private void start(int process, String digit) throws IOException {
        host.process(process, digit, "0::/docker/" + digit.repeat(64) + "\n");
    }

    private String label(String namespace) throws IOException {
        long inode = host.inode(namespace);
        return lookup.labels(Set.of(host.inode("host"), inode)).get(inode);
    }

    @Test
    void findsAContainerThatHasJustStarted() throws IOException {
        assertEquals("aaaaaaaaaaaa", label("a"));
        start(11, "b");
        assertEquals("bbbbbbbbbbbb", label("b"));
    }

    /** The kernel gives the inode to the next namespace. */
    @Test
    void forgetsAContainerThatHasEnded() throws IOException {
        assertEquals("aaaaaaaaaaaa", label("a"));
        host.end(10);
        assertEquals(null, label("a"));
        host.process(12, "a", "0::/docker/" + "c".repeat(64) + "\n");
        now += 10 * SECOND;
        assertEquals("cccccccccccc", label("a"));
    }

    /** All of /proc is read for a namespace without a container once in ten seconds. */
    @Test
    void doesNotLookAgainForANamespaceWithoutAContainer() throws IOException {
        long inode = host.inode("host");
        assertEquals(Map.of(host.inode("a"), "aaaaaaaaaaaa"), lookup.labels(Set.of(inode)));
        start(11, "b");
        now += 9 * SECOND;
        assertEquals(1, lookup.labels(Set.of(inode)).size());
        now += SECOND;
        assertEquals(2, lookup.labels(Set.of(inode)).size());
    }
}
