package dev.skbtrail.recorder.kernel;

/**
 * The return type of a kernel function.
 *
 * @param kind what the register holds
 * @param size significant bytes of the register; 0 for {@link Kind#VOID}
 * @param signed whether the highest of these bits is a sign
 */
public record ReturnType(Kind kind, int size, boolean signed) {
    /** What a return register can hold. */
    public enum Kind {
        /** Nothing. */
        VOID,
        /** An integer, an enum or a bool. */
        INTEGER,
        /** An address. */
        POINTER,
        /** A structure or a floating-point number: not in one register. */
        OTHER
    }

    /** The value of a register of which only the lower {@link #size()} bytes were set. */
    public long extend(long register) {
        if (size <= 0 || size >= Long.BYTES) {
            return register;
        }
        int unused = Long.SIZE - size * Byte.SIZE;
        return signed ? register << unused >> unused : register << unused >>> unused;
    }
}
