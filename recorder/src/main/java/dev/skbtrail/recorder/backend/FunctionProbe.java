package dev.skbtrail.recorder.backend;

import dev.skbtrail.recorder.catalogue.CatalogueEntry;
import dev.skbtrail.recorder.catalogue.Decoded;
import dev.skbtrail.recorder.catalogue.Traits;
import dev.skbtrail.recorder.catalogue.Verdict;
import dev.skbtrail.recorder.kernel.FunctionSignature;
import dev.skbtrail.recorder.kernel.ReturnType;
import dev.skbtrail.recorder.libbpf.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A probe on a function that exists in this kernel.
 *
 * @param entry the requested probe
 * @param signature the function
 * @param returns whether the return is reported although the probe's program does not require it
 */
record FunctionProbe(CatalogueEntry entry, FunctionSignature signature, boolean returns) {
    boolean isUsable() {
        if (decoded() != null) {
            return decoded().fits(entry.program(), signature);
        }
        return switch (entry.program()) {
            case REBUILD, REDIRECT -> true;
            case ALLOC -> signature.returnType().kind() == ReturnType.Kind.POINTER;
            case BUILD -> signature.parameters() > 1;
            case SEGMENT, REASSEMBLE, REBUILT -> signature.skbParameter() == 1;
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

    /**
     * The name of the entry program after fentry_ or kprobe_; null if there is no entry program.
     */
    String programSuffix() {
        if (decoded() != null) {
            return Decoded.entryProgram(entry.program(), signature);
        }
        return switch (entry.program()) {
            case SEGMENT -> "segment";
            case ALLOC -> null;
            default -> isLineage() ? "lineage" : Integer.toString(signature.skbParameter() + 1);
        };
    }

    /**
     * The name of the return program after fexit_ or kretprobe_; null if there is no return
     * program.
     */
    String returnProgram() {
        if (hasVerdict()) {
            return decoded().returnProgram();
        }
        if (decoded() != null) {
            return returns ? "return" : null;
        }
        return switch (entry.program()) {
            case CALL -> "return";
            case ALLOC -> "alloc";
            case ENTRY, SEGMENT -> returns ? "return" : null;
            default -> isLineage() ? "lineage" : null;
        };
    }

    /**
     * The steps that attach the probe, in order. The return comes first: an entry without a return
     * probe would wait forever for its call to end.
     *
     * @param entry attaches the program at the entry, given its name after fentry_ or kprobe_
     * @param atReturn attaches the program at the return, given its name after fexit_ or kretprobe_
     */
    List<Supplier<Link>> steps(Function<String, Link> entry, Function<String, Link> atReturn) {
        List<Supplier<Link>> steps = new ArrayList<>();
        if (returnProgram() != null) {
            steps.add(() -> atReturn.apply(returnProgram()));
        }
        if (programSuffix() != null) {
            steps.add(() -> entry.apply(programSuffix()));
        }
        return steps;
    }

    /** {@link Traits} of both programs. */
    int traits() {
        if (hasVerdict()) {
            return Traits.returning(decoded().role(), signature.returnType(), true);
        }
        return switch (entry.program()) {
            case FREE -> Traits.of(Traits.FREE);
            case FOLLOW -> Traits.of(Traits.FOLLOW);
            case CALL ->
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

    /** Null when its arguments are not decoded. */
    private Decoded decoded() {
        return Decoded.of(entry.program());
    }

    /** Whether its arguments are decoded and its return decides something. */
    private boolean hasVerdict() {
        return decoded() != null && entry.verdict() != Verdict.NONE;
    }

    private boolean isLineage() {
        return Traits.lineage(entry.program()) != Traits.ENTRY;
    }
}
