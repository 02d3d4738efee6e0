package dev.skbtrail.recorder.capability;

import dev.skbtrail.recorder.kernel.KernelBtf;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Packet information that newer kernels provide and older ones do not, detected through the running
 * kernel's BTF: {@code bpf/core_compat.bpf.h} works without it.
 */
public final class KernelFeatures {
    /** A feature, detected by an enum or an enumerator that was introduced with it. */
    private record Feature(
            String name, String sees, String without, String since, String type, String value) {
        Capability of(KernelBtf btf) {
            Map<String, Long> values = btf.enumerators(type);
            boolean has = value == null ? !values.isEmpty() : values.containsKey(value);
            return new Capability(name, has, has ? sees : without, "Linux " + since + " has it");
        }
    }

    private static final List<Feature> FEATURES =
            List.of(
                    new Feature(
                            "drop reasons",
                            "why the kernel dropped a packet",
                            "a drop has its place, but no reason",
                            "5.17",
                            "skb_drop_reason",
                            null),
                    new Feature(
                            "reset reasons",
                            "why TCP sent a reset",
                            "a reset that TCP sent has no reason",
                            "6.10",
                            "sk_rst_reason",
                            null),
                    new Feature(
                            "cookies",
                            "one kprobe program serves many functions",
                            "each kprobe takes a program of its own: a slower start, more memory",
                            "5.15",
                            "bpf_func_id",
                            "BPF_FUNC_get_attach_cookie"));

    private KernelFeatures() {}

    /** Needs BTF, and no privileges. */
    public static List<Capability> read(KernelBtf btf) {
        return Stream.concat(
                        FEATURES.stream().map(feature -> feature.of(btf)), Stream.of(misses(btf)))
                .toList();
    }

    /**
     * Which events may be missing without being counted, for the footer of a trace; empty when
     * every miss is counted. A kprobe is skipped while another one runs on its CPU, for example
     * when an interrupt comes in between; skipped fentry programs and raw tracepoints are counted.
     */
    public static List<String> uncounted(BackendType backend, KernelBtf btf) {
        boolean isKprobe = backend == BackendType.KPROBE || backend == BackendType.KPROBE_MULTI;
        return isKprobe && !countsMisses(btf) ? List.of("skipped kprobes") : List.of();
    }

    /**
     * The kernel counts skipped kprobe programs since it reports the number: both came with commit
     * dd8657894c11 ("bpf: Count missed stats in trace_call_bpf") and related commits.
     */
    private static boolean countsMisses(KernelBtf btf) {
        return btf.hasMember("bpf_link_info", "perf_event", "kprobe", "missed");
    }

    private static Capability misses(KernelBtf btf) {
        boolean has = countsMisses(btf);
        return new Capability(
                "missed kprobes",
                has,
                has
                        ? "a kprobe that was skipped is counted as lost"
                        : "a kprobe that was skipped is not counted: a packet may lack functions",
                "Linux 6.7 has it; here record with --backend fentry");
    }

    /** Whether functions in modules can be found. */
    public static Capability modules() {
        boolean has = KernelBtf.describesModules();
        return new Capability(
                "module types",
                has,
                has
                        ? "functions in modules are found (nf_tables, bridge, vxlan ...)"
                        : "functions in modules are not found, unless they are built in",
                "Linux 5.11 has it for each loaded module, when built with"
                        + " CONFIG_DEBUG_INFO_BTF_MODULES");
    }
}
