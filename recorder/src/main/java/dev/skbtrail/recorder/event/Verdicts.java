package dev.skbtrail.recorder.event;

/**
 * Packs column verdict for its conversion to text: how to read the value in the upper half, the
 * value in the lower half.
 */
public final class Verdicts {
    private Verdicts() {}

    static long pack(int reading, long retval) {
        return (long) reading << Integer.SIZE | (retval & 0xffffffffL);
    }

    public static int reading(long packed) {
        return (int) (packed >>> Integer.SIZE);
    }

    /** Sign-extended from 32 bits: every function with a verdict returns an int. */
    public static int retval(long packed) {
        return (int) packed;
    }
}
