package dev.skbtrail.recorder.kernel;

import java.util.Map;

/** Tells the interfaces of one network namespace. */
@FunctionalInterface
public interface InterfaceLister {
    /**
     * Interfaces by index.
     *
     * @throws RuntimeException when the namespace cannot be looked into
     */
    Map<Integer, String> interfaces(NetworkNamespace namespace);
}
