package dev.skbtrail.recorder.snapshot;

import dev.skbtrail.recorder.JsonText;
import dev.skbtrail.recorder.libbpf.AttachedPrograms;
import dev.skbtrail.recorder.libbpf.NativeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;
import java.util.stream.Stream;

/**
 * BPF programs of cgroups that can drop packets of the sockets in these cgroups. Cgroups belong to
 * no network namespace.
 *
 * @param root where cgroup v2 is mounted
 */
record CgroupPrograms(Path root) implements Source {
    /**
     * Read from the top down: programs of a cgroup apply to all below it. A host has some hundred
     * cgroups.
     */
    private static final int MOST_CGROUPS = 4096;

    private enum Hook {
        INGRESS(AttachedPrograms.CGROUP_INGRESS),
        EGRESS(AttachedPrograms.CGROUP_EGRESS);

        private final int attachType;

        Hook(int attachType) {
            this.attachType = attachType;
        }
    }

    /** Empty where cgroup v2 is not mounted. */
    static Stream<Source> mounted() {
        try (Stream<String> mounts = Files.lines(Path.of("/proc/self/mounts"))) {
            return mounts
                    .map(line -> line.split(" "))
                    .filter(mount -> mount.length > 2 && mount[2].equals("cgroup2"))
                    .map(mount -> (Source) new CgroupPrograms(Path.of(mount[1])))
                    .limit(1)
                    .toList()
                    .stream();
        } catch (IOException | UncheckedIOException e) {
            return Stream.of();
        }
    }

    @Override
    public Part part() {
        return Part.CGROUP_PROGRAMS;
    }

    @Override
    public String text() {
        return "BPF_PROG_QUERY of the cgroups in " + root;
    }

    @Override
    public String read(Items items, Deadline deadline) {
        Queue<Path> waiting = new ArrayDeque<>();
        waiting.add(root);
        try {
            for (int done = 0; !waiting.isEmpty(); done++) {
                if (done == MOST_CGROUPS || deadline.isOver()) {
                    return "only %,d cgroups were read".formatted(done);
                }
                Path cgroup = waiting.remove();
                for (Hook hook : Hook.values()) {
                    AttachedPrograms.atCgroup(cgroup, hook.attachType)
                            .forEach(program -> items.add(item(cgroup, hook, program)));
                }
                addChildren(cgroup, waiting);
            }
            return null;
        } catch (NativeException | IOException e) {
            return "programs of cgroups cannot be read: " + e.getMessage();
        }
    }

    private static JsonText.Content item(Path cgroup, Hook hook, AttachedPrograms.Program program) {
        return json -> {
            json.writeStartObject();
            json.writeStringField("path", cgroup.toString());
            json.writeStringField("hook", hook.name().toLowerCase(Locale.ROOT));
            json.writeNumberField("id", program.id());
            json.writeStringField("name", program.name());
            json.writeEndObject();
        };
    }

    private static void addChildren(Path cgroup, Queue<Path> waiting) throws IOException {
        try (DirectoryStream<Path> children =
                Files.newDirectoryStream(
                        cgroup, file -> Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))) {
            children.forEach(waiting::add);
        } catch (NoSuchFileException | DirectoryIteratorException e) {
            // The cgroup has disappeared in the meantime, and its programs with it.
        }
    }
}
