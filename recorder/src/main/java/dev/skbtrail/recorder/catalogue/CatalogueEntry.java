package dev.skbtrail.recorder.catalogue;

import java.util.Set;

/**
 * One line of {@code bpf/catalogue}: a place in the kernel worth tracing.
 *
 * @param group part of the packet path: rx, ip, route, netfilter ...
 * @param function kernel function, tracepoint or, for the restricted back-end, hook
 * @param program the program that traces it
 * @param verdict how its return value is read
 * @param stage where a packet is when it enters this place: receive, deliver, free ...; "-" for
 *     none
 * @param meaning what the event says about a packet, one sentence
 * @param byDefault recorded when no groups and functions are given
 */
public record CatalogueEntry(
        String group,
        String function,
        Program program,
        Verdict verdict,
        String stage,
        String meaning,
        boolean byDefault) {
    /** Without these groups, one packet would be mistaken for another. */
    private static final Set<String> IDENTITY = Set.of("free", "alloc", "lineage");

    /** An entry that is recorded by default, with nothing known beyond how to trace it. */
    public CatalogueEntry(
            String group, String function, Program program, Verdict verdict, String meaning) {
        this(group, function, program, verdict, "-", meaning, true);
    }

    /** The same hook function, with an event at its entry and at every return. */
    public CatalogueEntry everyCall() {
        return new CatalogueEntry(
                group, function, Program.HOOK, verdict, stage, meaning, byDefault);
    }

    /** Whether this probe is needed to distinguish packets: then it is part of every recording. */
    public boolean isIdentity() {
        return IDENTITY.contains(group) && program != Program.ENTRY && program != Program.FOLLOW;
    }

    /**
     * Whether only returns of calls in progress can follow in a packet's life. On the restricted
     * back-end, the free of a packet delivered to a socket is not visible.
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
