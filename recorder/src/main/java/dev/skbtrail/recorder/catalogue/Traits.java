package dev.skbtrail.recorder.catalogue;

import dev.skbtrail.recorder.kernel.ReturnType;

/**
 * What a program must know about its probe besides the number: {@code struct template} of
 * bpf/template.bpf.h, a byte each from the lowest: role, width of the return value, signed,
 * verdict.
 */
public final class Traits {
    /** {@code enum probe_role} of bpf/events.h. */
    public static final int ENTRY = 0;

    public static final int CALL = 1;
    public static final int FREE = 2;
    public static final int DROP = 3;
    static final int CLONE = 4;
    static final int COPY = 5;
    public static final int IN = 6;
    public static final int OUT = 7;
    public static final int FOLLOW = 8;
    static final int AFTER = 9;
    static final int ROUTE = 10;

    private static final int FIRST_LINEAGE = 20;

    private Traits() {}

    /** Role of a lineage program, {@link #ENTRY} for the others. */
    public static int lineage(Program program) {
        return switch (program) {
            case CLONE -> CLONE;
            case COPY -> COPY;
            case FRAGMENT,
                    FRAGLIST,
                    FRAGLIST6,
                    SEGMENTS,
                    SPLIT,
                    COALESCE,
                    GRO,
                    MORPH,
                    REASSEMBLE,
                    REBUILD,
                    REBUILT,
                    REDIRECT,
                    BUILD ->
                    FIRST_LINEAGE + program.ordinal() - Program.FRAGMENT.ordinal();
            default -> ENTRY;
        };
    }

    public static int of(int role) {
        return role;
    }

    public static int returning(int role, ReturnType type, boolean verdict) {
        return role | type.size() << 8 | (type.signed() ? 1 : 0) << 16 | (verdict ? 1 : 0) << 24;
    }
}
