package dev.skbtrail.recorder.catalogue;

import dev.skbtrail.recorder.kernel.FunctionSignature;
import dev.skbtrail.recorder.kernel.ReturnType;
import java.util.EnumMap;
import java.util.Map;

/**
 * How to trace a function whose arguments are decoded. Its return is reported if the catalogue says
 * how to read the return value.
 *
 * @param skb position of its sk_buff, from 0; ANY: the program finds it
 * @param parameters required number of parameters
 * @param returnProgram name of the return program after fexit_ or kretprobe_
 * @param role {@link Traits} of both programs when the return is reported
 */
public record Decoded(int skb, int parameters, String returnProgram, int role) {
    private static final int ANY = -1;
    private static final int WITH_REASON = 3;
    private static final Map<Program, Decoded> ALL = new EnumMap<>(Program.class);

    static {
        ALL.put(Program.NF_HOOK_SLOW, plain(0, 2));
        ALL.put(Program.IPT_DO_TABLE, plain(1, 3));
        ALL.put(Program.EBT_DO_TABLE, plain(1, 3));
        ALL.put(Program.NFT_DO_CHAIN, plain(ANY, 2));
        ALL.put(Program.NFT_TRACE, plain(ANY, 1));
        ALL.put(Program.CONNTRACK, new Decoded(0, 2, "after", Traits.AFTER));
        ALL.put(Program.CONFIRM, new Decoded(0, 1, "after", Traits.AFTER));
        ALL.put(Program.NAT, new Decoded(0, 3, "after", Traits.AFTER));
        ALL.put(Program.HOOK, plain(1, 3));
        ALL.put(Program.REFUSAL, new Decoded(1, 3, "refusal", Traits.CALL));
        ALL.put(Program.BRIDGE_PORT, plain(1, 2));
        ALL.put(Program.FRAME, plain(ANY, 1));
        ALL.put(Program.ROUTE, new Decoded(0, 1, "after", Traits.ROUTE));
        ALL.put(Program.ROUTED, plain(ANY, 1));
        ALL.put(Program.QDISC, plain(0, 2));
        ALL.put(Program.RECEIVE, plain(1, 2));
        ALL.put(Program.LISTEN, plain(3, 4));
        ALL.put(Program.RESET, plain(1, 2));
        ALL.put(Program.ERROR, plain(0, 3));
    }

    /**
     * The function as its program expects it, for a kernel without BTF of its modules (before
     * 5.11); null when the program reads types that only the module's BTF describes.
     */
    public static FunctionSignature assumed(CatalogueEntry entry) {
        boolean known =
                switch (entry.program()) {
                    // In those kernels nf_confirm was not yet the function registered at the hook.
                    case REFUSAL -> !entry.function().equals("nf_confirm");
                    case CONNTRACK, CONFIRM, NAT -> true;
                    default -> false;
                };
        if (!known) {
            return null;
        }
        Decoded decoded = of(entry.program());
        return new FunctionSignature(
                entry.function(),
                null,
                0,
                decoded.skb(),
                1L << decoded.skb(),
                decoded.parameters(),
                false,
                new ReturnType(ReturnType.Kind.INTEGER, Integer.BYTES, false));
    }

    private static Decoded plain(int skb, int parameters) {
        return new Decoded(skb, parameters, "return", Traits.CALL);
    }

    /** Null when the program decodes nothing. */
    public static Decoded of(Program program) {
        return ALL.get(program);
    }

    public boolean fits(Program program, FunctionSignature function) {
        int found = function.skbParameter();
        // Either the sk_buff alone or, since 4.4, after the namespace and the socket.
        if (program == Program.ROUTED) {
            return found == 0 || found == 2;
        }
        return (skb == ANY || skb == found) && function.parameters() >= parameters;
    }

    /** Name of the program at the function's entry after fentry_ or kprobe_. */
    public static String entryProgram(Program program, FunctionSignature function) {
        return switch (program) {
            case ROUTE -> Integer.toString(function.skbParameter() + 1);
            case ROUTED -> "routed_" + (function.skbParameter() + 1);
            // Kernels before 6.4 pass everything through one argument.
            case NFT_TRACE -> function.parameters() == 1 ? "nft_trace_old" : "nft_trace";
            // Kernels before 6.10 pass no reason.
            case RESET -> function.parameters() < WITH_REASON ? "segment" : "reset";
            default -> program.text();
        };
    }
}
