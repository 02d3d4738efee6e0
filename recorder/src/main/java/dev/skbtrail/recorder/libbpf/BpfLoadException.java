package dev.skbtrail.recorder.libbpf;

/** The kernel refused a program. */
public final class BpfLoadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String log;

    BpfLoadException(NativeException cause, String log) {
        super(cause.getMessage(), cause);
        this.log = log;
    }

    /** What libbpf and the verifier said, several lines. */
    public String log() {
        return log;
    }
}
