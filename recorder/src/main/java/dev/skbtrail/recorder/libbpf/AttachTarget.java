package dev.skbtrail.recorder.libbpf;

/**
 * The function that a tracing program is verified against.
 *
 * @param attachType BPF_TRACE_FENTRY or BPF_TRACE_FEXIT
 * @param btfId id of the function in BTF
 * @param btfFd the module's BTF, 0 for vmlinux
 * @param arguments argument count of the function; {@link #UNKNOWN} for a void function
 */
public record AttachTarget(int attachType, int btfId, int btfFd, int arguments) {
    public static final int UNKNOWN = -1;
    public static final int FENTRY = 24;
    public static final int FEXIT = 25;
    public static final AttachTarget NONE = new AttachTarget(0, 0, 0);

    /**
     * A target whose program does not read the return value and so does not need the argument
     * count.
     */
    public AttachTarget(int attachType, int btfId, int btfFd) {
        this(attachType, btfId, btfFd, UNKNOWN);
    }
}
