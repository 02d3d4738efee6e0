package dev.skbtrail.recorder.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The cgroups of a process, as /proc/PID/cgroup lists them (cgroups(7)).
 *
 * @param paths one for each hierarchy; with version 2 alone there is one
 */
record Cgroups(List<String> paths) {
    /**
     * Docker, containerd, CRI-O and Podman all name the cgroup after the container, with and
     * without systemd: {@code /docker/ID}, {@code /kubepods.slice/…/cri-containerd-ID.scope},
     * {@code /machine.slice/libpod-ID.scope/container}.
     */
    private static final Pattern ID = Pattern.compile("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])");

    private static final Pattern LINE = Pattern.compile("(?m)^\\d+:[^:\n]*:(/.*)$");

    /** Where version 2 is mounted, and below it the hierarchies of version 1. */
    private static final Pattern MOUNT = Pattern.compile("^/sys/fs/cgroup(?=/)");

    /**
     * @param process its directory in /proc; when the process is gone, it is in no cgroup
     */
    static Cgroups of(Path process) {
        try {
            return parse(Files.readString(process.resolve("cgroup")));
        } catch (IOException e) {
            return new Cgroups(List.of());
        }
    }

    static Cgroups parse(String text) {
        return new Cgroups(LINE.matcher(text).results().map(line -> line.group(1)).toList());
    }

    /** Id of the container that the process runs in, the innermost one; null for none. */
    String container() {
        for (String path : paths) {
            String id = null;
            for (Matcher found = ID.matcher(path); found.find(); ) {
                id = found.group();
            }
            if (id != null) {
                return id;
            }
        }
        return null;
    }

    /** Whether the process is in that cgroup or in one below it. */
    boolean isIn(String cgroup) {
        String wanted = MOUNT.matcher(cgroup).replaceFirst("").replaceFirst("/+$", "");
        return paths.stream()
                .anyMatch(path -> path.equals(wanted) || path.startsWith(wanted + "/"));
    }
}
