package dev.skbtrail.recorder.probe;

import dev.skbtrail.recorder.kernel.FunctionSignature;

/**
 * A probe on a function that this kernel has.
 *
 * @param entry what was asked for
 * @param signature the function
 */
record FunctionProbe(CatalogueEntry entry, FunctionSignature signature) {
    /** Arguments in registers; more are on the stack, where the programs do not look. */
    private static final int POSITIONS = 5;

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
            default -> signature.skbParameter() >= 0 && signature.skbParameter() < POSITIONS;
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
            default -> isLineage() ? "lineage" : null;
        };
    }

    /** {@link Traits} of both programs. */
    int traits() {
        return switch (entry.program()) {
            case FREE -> Traits.of(Traits.FREE);
            case CALL, NF_HOOK_SLOW, IPT_DO_TABLE, NFT_DO_CHAIN ->
                    Traits.returning(
                            Traits.CALL, signature.returnType(), entry.verdict() != Verdict.NONE);
            default ->
                    isLineage()
                            ? Traits.returning(
                                    Traits.lineage(entry.program()), signature.returnType(), false)
                            : Traits.of(Traits.ENTRY);
        };
    }

    /** Whether the function makes packets from packets. */
    private boolean isLineage() {
        return Traits.lineage(entry.program()) != Traits.ENTRY;
    }
}
