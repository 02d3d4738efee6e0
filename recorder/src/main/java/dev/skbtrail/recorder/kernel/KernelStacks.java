package dev.skbtrail.recorder.kernel;

import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.IntFunction;

/**
 * Kernel stacks as text: {@code function+0xoffset;function+0xoffset;...}, innermost first, each
 * converted once. Frames that exist only because of the recording are left out: BPF programs, their
 * trampolines, the code of tracepoints and kprobes.
 */
public final class KernelStacks {
    /** Name prefixes of frames that are left out. */
    private static final String[] PLUMBING = {
        "__traceiter_",
        "__bpf_trace_",
        "bpf_trace_run",
        "bpf_get_stack",
        "bpf_trampoline_",
        "bpf_prog_",
        "trace_call_bpf",
        "kprobe_ftrace_handler",
        "kprobe_dispatcher",
        "kprobe_perf_func",
        "kretprobe_",
        "__kretprobe_",
        "arch_rethook_",
        "rethook_",
        "fprobe_",
        "ftrace_",
        "function_graph_",
        "return_to_handler",
        "kprobe_multi_link"
    };

    private final KernelSymbols symbols;
    private final KernelText text;
    private final Map<Integer, String> known = new HashMap<>();
    private volatile IntFunction<long[]> source = id -> null;

    /** Uses the current state of the kernel: a module that is loaded later has no frames. */
    public KernelStacks(KernelSymbols symbols) {
        this(symbols, KernelText.load(symbols));
    }

    KernelStacks(KernelSymbols symbols, KernelText text) {
        this.symbols = symbols;
        this.text = text;
    }

    /**
     * @param stacks return addresses by number, innermost first, zeros after the last; null: no
     *     such stack
     */
    public void readFrom(IntFunction<long[]> stacks) {
        source = stacks;
    }

    /** Returns null when the stack does not exist, or all its frames are left out. */
    public synchronized String text(int id) {
        return known.computeIfAbsent(id, this::format);
    }

    private String format(int id) {
        long[] addresses = source.apply(id);
        StringJoiner frames = new StringJoiner(";");
        for (int i = 0; addresses != null && i < addresses.length && addresses[i] != 0; i++) {
            String frame = text.contains(addresses[i]) ? symbols.locate(addresses[i]) : null;
            if (frame != null && !isPlumbing(frame)) {
                frames.add(frame);
            }
        }
        return frames.length() == 0 ? null : frames.toString();
    }

    private static boolean isPlumbing(String frame) {
        for (String name : PLUMBING) {
            if (frame.startsWith(name)) {
                return true;
            }
        }
        return false;
    }
}
