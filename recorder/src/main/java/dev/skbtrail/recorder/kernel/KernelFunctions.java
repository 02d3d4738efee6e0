package dev.skbtrail.recorder.kernel;

import dev.skbtrail.recorder.kernel.KernelSymbols.Symbol;
import java.util.List;

/** The functions of the running kernel and its modules, and the obstacles to tracing them. */
public final class KernelFunctions {
    private static final List<String> TRACEPOINT =
            List.of(
                    "__traceiter_",
                    "__probestub_",
                    "__bpf_trace_",
                    "perf_trace_",
                    "trace_event_raw_event_");

    private final KernelBtf btf;
    private final KernelSymbols symbols;
    private TraceableNames traceable;
    private List<FunctionSignature> withSkb;

    /**
     * @param btf null when the kernel has none: then no function has a signature
     */
    public KernelFunctions(KernelBtf btf, KernelSymbols symbols) {
        this.btf = btf;
        this.symbols = symbols;
    }

    KernelFunctions(KernelBtf btf, KernelSymbols symbols, TraceableNames traceable) {
        this(btf, symbols);
        this.traceable = traceable;
    }

    /** The functions of the running kernel. */
    public static KernelFunctions ofThisKernel() {
        return new KernelFunctions(
                KernelBtf.isAvailable() ? KernelBtf.load() : null, KernelSymbols.load());
    }

    /** Returns null when BTF does not describe the function. */
    public FunctionSignature signature(String name) {
        return btf == null ? null : btf.function(name);
    }

    /**
     * Every function with an sk_buff in a register, the kernel's first, then module by module;
     * without the functions that implement tracepoints, which tell no more than the tracepoint
     * itself.
     */
    public List<FunctionSignature> withSkb() {
        if (withSkb == null) {
            withSkb =
                    btf == null
                            ? List.of()
                            : btf.functionsWithSkb().stream()
                                    .filter(
                                            f ->
                                                    TRACEPOINT.stream()
                                                            .noneMatch(f.name()::startsWith))
                                    .toList();
        }
        return withSkb;
    }

    /** Whether there is a symbol of exactly that name. */
    public boolean exists(String name) {
        return symbols.contains(name);
    }

    /** Returns 0 when there is no such function or the kernel hides its addresses. */
    public long address(String name) {
        return symbols.address(name);
    }

    /** Whether {@link #address} can return addresses. */
    public boolean hasAddresses() {
        return symbols.isReadable();
    }

    /** Why a function cannot be traced, in a few words; null when no obstacle is known. */
    public String obstacle(String name) {
        List<Symbol> named = symbols.named(name);
        long[] places =
                named.stream()
                        .filter(symbol -> symbol.name().equals(name))
                        .mapToLong(Symbol::address)
                        .distinct()
                        .toArray();
        if (places.length == 0) {
            return absence(name, named);
        }
        if (places.length > 1) {
            return places.length + " functions have this name: which is meant cannot be told";
        }
        if (isInit(places[0])) {
            return "runs only while the kernel boots";
        }
        return traceable().obstacle(name);
    }

    private String absence(String name, List<Symbol> named) {
        String changed =
                named.stream()
                        .map(Symbol::name)
                        .filter(full -> !full.contains(".cold"))
                        .findFirst()
                        .orElse(null);
        if (changed != null) {
            return "the compiler changed its arguments or split it: there is only " + changed;
        }
        return signature(name) == null
                ? "not in this kernel, nor in a module that is loaded"
                : "inlined into its callers, or gone since the kernel booted";
    }

    private boolean isInit(long address) {
        return address != 0
                && Long.compareUnsigned(address, symbols.address("_sinittext")) >= 0
                && Long.compareUnsigned(address, symbols.address("_einittext")) < 0;
    }

    private TraceableNames traceable() {
        if (traceable == null) {
            traceable = TraceableNames.read();
        }
        return traceable;
    }
}
