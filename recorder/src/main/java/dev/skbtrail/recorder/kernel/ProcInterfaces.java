package dev.skbtrail.recorder.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the interfaces of a namespace from /proc of a process in it, which needs no privileges. The
 * index is not available for every interface: one with neither IPv6 nor multicast is numbered from
 * -1 downwards.
 */
public final class ProcInterfaces implements InterfaceLister {
    @Override
    public Map<Integer, String> interfaces(NetworkNamespace namespace) {
        if (namespace.process() == 0) {
            throw new IllegalStateException("no process in network namespace " + namespace.inode());
        }
        Path directory = Path.of("/proc", Long.toString(namespace.process()), "net");
        try {
            Map<String, Integer> indexes = indexes(directory);
            Map<Integer, String> interfaces = new TreeMap<>();
            int unknown = 0;
            for (String line : Files.readAllLines(directory.resolve("dev"))) {
                int colon = line.lastIndexOf(": ");
                if (colon > 0) {
                    String name = line.substring(0, colon).strip();
                    Integer index = indexes.get(name);
                    interfaces.put(index == null ? --unknown : index, name);
                }
            }
            return interfaces;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Indexes from the lists of multicast and IPv6 addresses, which have index and name of the
     * interface.
     */
    private static Map<String, Integer> indexes(Path directory) throws IOException {
        Map<String, Integer> indexes = new TreeMap<>();
        for (String[] fields : fields(directory.resolve("dev_mcast"))) {
            indexes.put(fields[1], Integer.parseInt(fields[0]));
        }
        for (String[] fields : fields(directory.resolve("if_inet6"))) {
            indexes.put(fields[5], Integer.parseInt(fields[1], 16));
        }
        return indexes;
    }

    private static List<String[]> fields(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            return List.of();
        }
        return Files.readAllLines(file).stream().map(line -> line.strip().split("\\s+")).toList();
    }
}
