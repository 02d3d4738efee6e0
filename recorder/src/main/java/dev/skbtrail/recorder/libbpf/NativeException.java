package dev.skbtrail.recorder.libbpf;

/** A native call failed. The message names the call, the reason and the error number. */
public final class NativeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int errno;

    NativeException(String operation, int errno) {
        super(operation + ": " + Natives.C.strerror(errno) + " (" + errno + ")");
        this.errno = errno;
    }

    /** The errno of the C library, positive. */
    public int errno() {
        return errno;
    }
}
