package dev.skbtrail.recorder.kernel;

import dev.skbtrail.recorder.Suggestions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The network interfaces of all namespaces of this host at one moment. */
public final class Interfaces {
    private final List<NetworkInterface> interfaces;
    private final List<NetworkNamespace> closed;

    private Interfaces(List<NetworkInterface> interfaces, List<NetworkNamespace> closed) {
        this.interfaces = List.copyOf(interfaces);
        this.closed = List.copyOf(closed);
    }

    /** Skips a namespace that cannot be read, or that ends in the meantime. */
    public static Interfaces scan(Collection<NetworkNamespace> namespaces, InterfaceLister lister) {
        List<NetworkInterface> interfaces = new ArrayList<>();
        List<NetworkNamespace> closed = new ArrayList<>();
        for (NetworkNamespace namespace : namespaces) {
            Map<Integer, String> found;
            try {
                found = lister.interfaces(namespace);
            } catch (RuntimeException e) {
                closed.add(namespace);
                continue;
            }
            found.forEach(
                    (index, name) -> interfaces.add(new NetworkInterface(namespace, index, name)));
        }
        return new Interfaces(interfaces, closed);
    }

    public List<NetworkInterface> all() {
        return interfaces;
    }

    /**
     * @throws IllegalArgumentException when no namespace has an interface of that name
     */
    public void require(String name) {
        List<String> names = interfaces.stream().map(NetworkInterface::name).distinct().toList();
        if (names.contains(name)) {
            return;
        }
        throw new IllegalArgumentException(
                "no interface '%s' in any of %d network namespaces%s%s"
                        .formatted(
                                name,
                                (int)
                                        interfaces.stream()
                                                .map(NetworkInterface::namespace)
                                                .distinct()
                                                .count(),
                                Suggestions.hint(name, names),
                                closed.isEmpty()
                                        ? "; 'ip -all netns exec ip link' shows them"
                                        : "; "
                                                + closed.size()
                                                + " could not be looked into: run with sudo"));
    }
}
