package dev.skbtrail.recorder.container;

/**
 * A container.
 *
 * @param id 64 hexadecimal digits, given by its runtime
 * @param name given by the user or by Kubernetes; null when no file of a known runtime names it
 * @param pod as {@code NAMESPACE/NAME}; null when it does not belong to a Kubernetes pod
 */
public record Container(String id, String name, String pod) {
    /** As many digits as docker ps and crictl ps print; podman ps as well. */
    private static final int SHORT = 12;

    /** A shorter prefix is more likely a name that does not exist. */
    private static final int SHORTEST_PREFIX = 4;

    /** Its pod, name or short id: the first of these that it has. */
    public String label() {
        if (pod != null) {
            return pod;
        }
        return name != null ? name : shortId();
    }

    String shortId() {
        return id.substring(0, SHORT);
    }

    /** Whether a user who writes this means this container: its name, its id or the id's start. */
    boolean isNamed(String text) {
        return text.equals(name) || text.length() >= SHORTEST_PREFIX && id.startsWith(text);
    }

    /** Whether it belongs to that pod, as {@code NAMESPACE/NAME} or {@code NAME}. */
    boolean isInPod(String text) {
        return pod != null && (pod.equals(text) || pod.endsWith("/" + text));
    }
}
