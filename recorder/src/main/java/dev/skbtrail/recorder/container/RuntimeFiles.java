package dev.skbtrail.recorder.container;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The files in which container runtimes keep the names of containers and pods. They are read
 * instead of asking a daemon, which may be busy, absent or reachable by certain users only.
 */
final class RuntimeFiles {
    private static final String DOCKER = "var/lib/docker/containers";

    /**
     * Directories that have, one level down, a directory for each container: containerd (its
     * namespaces are on that level), that of k3s, and CRI-O.
     */
    private static final List<String> OCI_BUNDLES =
            List.of(
                    "run/containerd/io.containerd.runtime.v2.task",
                    "run/k3s/containerd/io.containerd.runtime.v2.task",
                    "run/containers/storage",
                    "var/lib/containers/storage");

    /** Of Podman and CRI-O; its directory is named after the storage driver. */
    private static final String STORAGE = "var/lib/containers/storage";

    private static final List<String> NAMES =
            List.of(
                    "io.kubernetes.cri.container-name",
                    "io.kubernetes.container.name",
                    "nerdctl~1name");
    private static final List<String> PODS =
            List.of("io.kubernetes.cri.sandbox-name", "io.kubernetes.pod.name");
    private static final List<String> POD_NAMESPACES =
            List.of("io.kubernetes.cri.sandbox-namespace", "io.kubernetes.pod.namespace");

    private final Path root;

    /**
     * @param root of the file system
     */
    RuntimeFiles(Path root) {
        this.root = root;
    }

    /** The container with what the files say about it. */
    Container describe(String id) {
        Map<String, String> docker =
                JsonTexts.read(root.resolve(DOCKER).resolve(id).resolve("config.v2.json"));
        if (docker.containsKey("/Name")) {
            String name = docker.get("/Name").replaceFirst("^/", "");
            return new Container(id, name, pod(docker, "/Config/Labels/"));
        }
        Map<String, String> bundle = bundle(id);
        String name = first(bundle, "/annotations/", NAMES);
        return new Container(id, name == null ? stored(id) : name, pod(bundle, "/annotations/"));
    }

    private Map<String, String> bundle(String id) {
        for (String bundles : OCI_BUNDLES) {
            for (Path directory : list(root.resolve(bundles))) {
                for (String file : List.of("config.json", "userdata/config.json")) {
                    Map<String, String> texts = JsonTexts.read(directory.resolve(id).resolve(file));
                    if (!texts.isEmpty()) {
                        return texts;
                    }
                }
            }
        }
        return Map.of();
    }

    /** Its name in the list of all containers that Podman keeps; null when it is not in it. */
    private String stored(String id) {
        for (Path directory : list(root.resolve(STORAGE))) {
            Map<String, String> texts = JsonTexts.read(directory.resolve("containers.json"));
            for (Map.Entry<String, String> text : texts.entrySet()) {
                if (text.getValue().equals(id) && text.getKey().matches("/\\d+/id")) {
                    return texts.get(text.getKey().replaceFirst("id$", "names/0"));
                }
            }
        }
        return null;
    }

    private static String pod(Map<String, String> texts, String place) {
        String pod = first(texts, place, PODS);
        String namespace = first(texts, place, POD_NAMESPACES);
        return pod == null || namespace == null ? null : namespace + "/" + pod;
    }

    private static String first(Map<String, String> texts, String place, List<String> keys) {
        return keys.stream()
                .map(key -> texts.get(place + key))
                .filter(text -> text != null && !text.isEmpty())
                .findFirst()
                .orElse(null);
    }

    private static List<Path> list(Path directory) {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
                entries.forEach(found::add);
            } catch (IOException e) {
                return List.of();
            }
        }
        return found;
    }
}
