package dev.skbtrail.recorder.catalogue;

import java.util.Set;

/**
 * One line of {@code bpf/catalogue}: a place in the kernel worth watching.
 *
 * @param group part of the packet's way: rx, ip, route, netfilter ...
 * @param function kernel function, tracepoint or, for the restricted back-end, hook
 * @param program what watches it
 * @param verdict how its return value is read
 * @param stage where a packet is that enters it: receive, deliver, free ...; "-" for none
 * @param meaning what it says about a packet, one sentence
 * @param byDefault recorded when nothing is said about groups and functions
 */
public record CatalogueEntry(
        String group,
        String function,
        Program program,
        Verdict verdict,
        String stage,
        String meaning,
        boolean byDefault) {
    /** Without these one packet would be taken for another. */
    private static final Set<String> IDENTITY = Set.of("free", "alloc", "lineage");

    /** One that is recorded by default, and of which nothing is known but how to watch it. */
    public CatalogueEntry(
            String group, String function, Program program, Verdict verdict, String meaning) {
        this(group, function, program, verdict, "-", meaning, true);
    }

    /** The same hook function, with an event at its entry and at every return. */
    public CatalogueEntry everyCall() {
        return new CatalogueEntry(
                group, function, Program.HOOK, verdict, stage, meaning, byDefault);
    }

    /** Whether packets are told apart by this probe: then it is part of every recording. */
    public boolean isIdentity() {
        return IDENTITY.contains(group) && program != Program.ENTRY && program != Program.FOLLOW;
    }

    /**
     * Whether nothing but returns of calls in progress comes after it in a packet's life. On the
     * restricted back-end a packet that was delivered to a socket is freed out of sight.
     */
    public boolean endsLife() {
        return switch (program) {
            case FREE -> true;
            case TRACEPOINT -> stage.equals("free");
            case NETFILTER -> stage.equals("deliver");
            default -> false;
        };
    }
}
