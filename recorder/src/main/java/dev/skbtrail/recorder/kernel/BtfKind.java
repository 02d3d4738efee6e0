package dev.skbtrail.recorder.kernel;

/**
 * Kinds of BTF types, as numbered in the kernel's {@code linux/btf.h}, and the size of their tails.
 */
final class BtfKind {
    static final int INT = 1;
    static final int POINTER = 2;
    static final int ARRAY = 3;
    static final int STRUCT = 4;
    static final int UNION = 5;
    static final int ENUM = 6;
    static final int FORWARD = 7;
    static final int TYPEDEF = 8;
    static final int VOLATILE = 9;
    static final int CONST = 10;
    static final int RESTRICT = 11;
    static final int FUNCTION = 12;
    static final int PROTOTYPE = 13;
    static final int VARIABLE = 14;
    static final int SECTION = 15;
    static final int FLOAT = 16;
    static final int DECL_TAG = 17;
    static final int TYPE_TAG = 18;
    static final int ENUM64 = 19;

    private BtfKind() {}

    /**
     * Size in bytes of a type's data after the common head, with {@code count} members; -1 when the
     * kind is unknown.
     */
    static int tail(int kind, int count) {
        return switch (kind) {
            case INT, VARIABLE, DECL_TAG -> 4;
            case ARRAY -> 12;
            case STRUCT, UNION, SECTION, ENUM64 -> 12 * count;
            case ENUM, PROTOTYPE -> 8 * count;
            case POINTER, FORWARD, TYPEDEF, VOLATILE, CONST, RESTRICT, FUNCTION, FLOAT, TYPE_TAG ->
                    0;
            default -> -1;
        };
    }

    /** Whether the kind only qualifies the type that it refers to. */
    static boolean isModifier(int kind) {
        return kind == TYPEDEF
                || kind == VOLATILE
                || kind == CONST
                || kind == RESTRICT
                || kind == TYPE_TAG;
    }
}
