package dev.skbtrail.recorder.libbpf;

/**
 * What a program of type tracing is verified against.
 *
 * @param attachType BPF_TRACE_FENTRY or BPF_TRACE_FEXIT
 * @param btfId id of the function in BTF
 * @param btfFd the module's BTF, 0 for vmlinux
 */
public record AttachTarget(int attachType, int btfId, int btfFd) {
    public static final int FENTRY = 24;
    public static final int FEXIT = 25;
    public static final AttachTarget NONE = new AttachTarget(0, 0, 0);
}
