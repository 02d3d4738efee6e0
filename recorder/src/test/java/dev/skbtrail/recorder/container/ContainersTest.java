package dev.skbtrail.recorder.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With the files that Docker 20.10, containerd 1.6 and Podman 4.3 wrote for containers, shortened.
 */
class ContainersTest {
    private static final String DOCKER = "d0".repeat(32);
    private static final String PAUSE = "c0".repeat(32);
    private static final String APP = "c1".repeat(32);
    private static final String CRIO = "ac".repeat(32);
    private static final String PODMAN = "b0".repeat(32);
    private static final String UNKNOWN = "ee".repeat(32);

    @TempDir private Path root;
    private HostFiles host;

    @BeforeEach
    void run() throws IOException {
        host = new HostFiles(root);
        host.process(1, "host", "0::/init.scope\n");
        docker();
        kubernetes();
        podman();
        host.process(1000, "unknown", "0::/lxc/" + UNKNOWN + "\n");
    }

    private void docker() throws IOException {
        host.process(200, "web", "9:pids:/docker/" + DOCKER + "\n0::/docker/" + DOCKER + "\n");
        host.write(
                "var/lib/docker/containers/" + DOCKER + "/config.v2.json",
                "{\"State\":{\"Running\":true,\"Pid\":200},\"ID\":\""
                        + DOCKER
                        + "\",\"Path\":"
                        + "\"/bin/sleep\",\"Config\":{\"Labels\":{}},\"Name\":\"/web-1\"}");
    }

    private void kubernetes() throws IOException {
        String slice = "0::/kubepods.slice/kubepods-besteffort.slice/kubepods-pod1_2.slice/";
        host.process(30, "pod", slice + "cri-containerd-" + PAUSE + ".scope\n");
        host.process(41, "pod", slice + "cri-containerd-" + APP + ".scope\n");
        String of =
                "\"io.kubernetes.cri.sandbox-name\":\"web-7d9c\","
                        + "\"io.kubernetes.cri.sandbox-namespace\":\"shop\"}}";
        String tasks = "run/containerd/io.containerd.runtime.v2.task/k8s.io/";
        host.write(
                tasks + PAUSE + "/config.json",
                "{\"annotations\":{\"io.kubernetes.cri.container-type\":\"sandbox\"," + of);
        host.write(
                tasks + APP + "/config.json",
                "{\"annotations\":{\"io.kubernetes.cri.container-name\":\"app\"," + of);
        host.process(50, "other pod", slice + "crio-" + CRIO + ".scope\n");
        host.write(
                "var/lib/containers/storage/overlay-containers/" + CRIO + "/userdata/config.json",
                "{\"annotations\":{\"io.kubernetes.container.name\":\"app\","
                        + "\"io.kubernetes.pod.name\":\"db-0\","
                        + "\"io.kubernetes.pod.namespace\":\"shop\"}}");
    }

    private void podman() throws IOException {
        host.process(300, "mail", "0::/machine.slice/libpod-" + PODMAN + ".scope/container\n");
        host.write(
                "var/lib/containers/storage/vfs-containers/" + PODMAN + "/userdata/config.json",
                "{\"annotations\":{\"io.container.manager\":\"libpod\"}}");
        host.write(
                "var/lib/containers/storage/vfs-containers/containers.json",
                "[{\"id\":\""
                        + APP
                        + "\",\"names\":[\"not this\"]},{\"id\":\""
                        + PODMAN
                        + "\",\"names\":[\"mail\"],\"metadata\":\"{\\\"name\\\":\\\"mail\\\"}\"}]");
    }

    private Map<String, String> labels() throws IOException {
        Map<Long, Container> found = host.containers().byNamespace();
        Map<String, String> labels = new TreeMap<>();
        for (String name : Set.of("host", "web", "pod", "other pod", "mail", "unknown")) {
            Container container = found.get(host.inode(name));
            if (container != null) {
                labels.put(name, container.label());
            }
        }
        return labels;
    }

    @Test
    void namesNetworkNamespacesAfterTheirContainers() throws IOException {
        assertEquals(
                Map.of(
                        "web", "web-1",
                        "pod", "shop/web-7d9c",
                        "other pod", "shop/db-0",
                        "mail", "mail",
                        "unknown", "eeeeeeeeeeee"),
                labels());
    }

    /** The host's namespace is not a container's because a container uses it. */
    @Test
    void namesANamespaceAfterItsOldestProcess() throws IOException {
        host.process(2, "mail", "0::/system.slice/cron.service\n");
        assertEquals(null, labels().get("mail"));
    }

    @Test
    void takesFilesThatAreBeingWrittenForUnknown() throws IOException {
        host.write("var/lib/docker/containers/" + DOCKER + "/config.v2.json", "{\"Name\":\"/we");
        assertEquals("d0d0d0d0d0d0", labels().get("web"));
    }

    private Set<String> names(Set<Long> inodes) throws IOException {
        Map<Long, String> all = new TreeMap<>();
        for (String name : Set.of("host", "web", "pod", "other pod", "mail", "unknown")) {
            all.put(host.inode(name), name);
        }
        return inodes.stream().map(all::get).collect(Collectors.toSet());
    }

    @Test
    void findsTheNamespacesThatAUserMeans() throws IOException {
        Containers containers = host.containers();
        assertEquals(Set.of("web"), names(containers.ofContainer("web-1")));
        assertEquals(Set.of("web"), names(containers.ofContainer("d0d0")));
        assertEquals(Set.of("unknown"), names(containers.ofContainer(UNKNOWN)));
        assertEquals(Set.of("pod", "other pod"), names(containers.ofContainer("app")));
        assertEquals(Set.of("pod"), names(containers.ofPod("shop/web-7d9c")));
        assertEquals(Set.of("other pod"), names(containers.ofPod("db-0")));
    }

    private String refused(String container) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> host.containers().ofContainer(container))
                .getMessage();
    }

    @Test
    void saysWhichContainersRun() {
        assertEquals(
                "no container 'web-2' runs on this host (did you mean web-1?); running: app,"
                        + " c0c0c0c0c0c0, eeeeeeeeeeee, mail, web-1",
                refused("web-2"));
        assertEquals(
                "no pod 'shop/web' runs on this host (did you mean shop/web-7d9c?);"
                        + " running: shop/db-0, shop/web-7d9c",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> host.containers().ofPod("shop/web"))
                        .getMessage());
    }

    /** Its packets are the host's. */
    @Test
    void refusesAContainerInTheNamespaceOfTheHost() throws IOException {
        host.process(400, "host", "0::/docker/" + "ff".repeat(32) + "\n");
        assertEquals(
                "container ffff is in the network namespace of the host, so its packets cannot"
                        + " be told from the host's: use --pid, --host or --port",
                refused("ffff"));
    }

    @Test
    void saysThatNoneRuns(@TempDir Path other) throws IOException {
        HostFiles empty = new HostFiles(other);
        empty.process(1, "host", "0::/\n");
        assertEquals(
                "no container 'web': none runs on this host",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> empty.containers().ofContainer("web"))
                        .getMessage());
    }

    @Test
    void readsTheIdOfTheInnermostContainer() {
        Cgroups nested = Cgroups.parse("0::/docker/" + DOCKER + "/kubepods/" + APP + "\n");
        assertEquals(APP, nested.container());
        assertEquals(null, Cgroups.parse("0::/user.slice/" + APP + "0\n").container());
        assertEquals(null, Cgroups.parse("").container());
    }

    @Test
    void findsTheNamespacesOfACgroup() throws IOException {
        host.process(500, "private", "0::/system.slice/a.service/worker\n");
        Containers containers = host.containers();
        long inode = host.inode("private");
        assertEquals(Set.of(inode), containers.ofCgroup("/system.slice/a.service"));
        assertEquals(Set.of(inode), containers.ofCgroup("/sys/fs/cgroup/system.slice/a.service/"));
        assertEquals(Set.of("pod", "other pod"), names(containers.ofCgroup("/kubepods.slice")));
        for (String none : Set.of("/system.slice/a", "system.slice", "/init.scope", "/")) {
            assertThrows(IllegalArgumentException.class, () -> containers.ofCgroup(none));
        }
    }
}
