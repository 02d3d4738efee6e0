package dev.skbtrail.recorder.kernel;

import java.util.Map;

/** Lists the interfaces of one network namespace. */
@FunctionalInterface
public interface InterfaceLister {
    /**
     * Interface names by index.
     *
     * @throws RuntimeException when the namespace cannot be read
     */
    Map<Integer, String> interfaces(NetworkNamespace namespace);
}
