package dev.skbtrail.recorder.recording;

/** What the user asked for with {@code --backend}. */
public enum BackendChoice {
    /** The best one that this kernel accepts. */
    AUTO,
    /** fentry and fexit programs. */
    FENTRY,
    /** kprobes and kretprobes. */
    KPROBE,
    /** Raw tracepoints, netfilter links and tc programs, for kernels that allow nothing else. */
    RESTRICTED
}
