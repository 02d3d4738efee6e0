package dev.skbtrail.recorder.libbpf;

/**
 * What a program of type tracing is verified against.
 *
 * @param attachType BPF_TRACE_FENTRY or BPF_TRACE_FEXIT
 * @param btfId id of the function in BTF
 * @param btfFd the module's BTF, 0 for vmlinux
 * @param arguments of the function; {@link #UNKNOWN} for one that returns nothing
 */
public record AttachTarget(int attachType, int btfId, int btfFd, int arguments) {
    public static final int UNKNOWN = -1;
    public static final int FENTRY = 24;
    public static final int FEXIT = 25;
    public static final AttachTarget NONE = new AttachTarget(0, 0, 0);

    /**
     * One whose program does not ask what was returned, and so not how many arguments there are.
     */
    public AttachTarget(int attachType, int btfId, int btfFd) {
        this(attachType, btfId, btfFd, UNKNOWN);
    }
}
