package dev.skbtrail.recorder.probe;

import dev.skbtrail.recorder.kernel.FunctionSignature;

/**
 * A probe on a function that this kernel has.
 *
 * @param entry what was asked for
 * @param signature the function
 * @param returns whether its return is reported although its program does not ask for it
 */
record FunctionProbe(CatalogueEntry entry, FunctionSignature signature, boolean returns) {
    /** nft_do_chain has its packet inside its first argument. */
    boolean isUsable() {
        return switch (entry.program()) {
            case NFT_DO_CHAIN, REBUILD -> true;
            case IPT_DO_TABLE, SEGMENT, REASSEMBLE -> signature.skbParameter() == 1;
            case NF_HOOK_SLOW -> signature.skbParameter() == 0;
            case CLONE,
                    COPY,
                    FRAGMENT,
                    FRAGLIST,
                    FRAGLIST6,
                    SEGMENTS,
                    SPLIT,
                    COALESCE,
                    GRO,
                    MORPH ->
                    signature.skbParameter() == 0 && signature.parameters() > 1;
            default -> signature.hasSkb();
        };
    }

    /** What follows fentry_ or kprobe_ in the name of the program at its entry. */
    String programSuffix() {
        return switch (entry.program()) {
            case NF_HOOK_SLOW -> "nf_hook_slow";
            case IPT_DO_TABLE -> "ipt_do_table";
            case NFT_DO_CHAIN -> "nft_do_chain";
            case SEGMENT -> "segment";
            default -> isLineage() ? "lineage" : Integer.toString(signature.skbParameter() + 1);
        };
    }

    /**
     * What follows fexit_ or kretprobe_ in the name of the program at its return; null: there is
     * none.
     */
    String returnProgram() {
        return switch (entry.program()) {
            case CALL, NF_HOOK_SLOW, IPT_DO_TABLE, NFT_DO_CHAIN -> "return";
            case ENTRY, SEGMENT -> returns ? "return" : null;
            default -> isLineage() ? "lineage" : null;
        };
    }

    /** {@link Traits} of both programs. */
    int traits() {
        return switch (entry.program()) {
            case FREE -> Traits.of(Traits.FREE);
            case FOLLOW -> Traits.of(Traits.FOLLOW);
            case CALL, NF_HOOK_SLOW, IPT_DO_TABLE, NFT_DO_CHAIN ->
                    Traits.returning(
                            Traits.CALL, signature.returnType(), entry.verdict() != Verdict.NONE);
            default ->
                    isLineage()
                            ? Traits.returning(
                                    Traits.lineage(entry.program()), signature.returnType(), false)
                            : plainTraits();
        };
    }

    private int plainTraits() {
        return returns
                ? Traits.returning(Traits.CALL, signature.returnType(), false)
                : Traits.of(Traits.ENTRY);
    }

    private boolean isLineage() {
        return Traits.lineage(entry.program()) != Traits.ENTRY;
    }
}
