package dev.skbtrail.recorder.libbpf;

/** The kernel refused a program. */
public final class BpfLoadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int errno;
    private final String log;

    BpfLoadException(NativeException cause, String log) {
        super(cause.getMessage(), cause);
        this.errno = cause.errno();
        this.log = log;
    }

    /** The errno of the C library, positive. */
    public int errno() {
        return errno;
    }

    /** What libbpf and the verifier said, several lines. */
    public String log() {
        return log;
    }
}
