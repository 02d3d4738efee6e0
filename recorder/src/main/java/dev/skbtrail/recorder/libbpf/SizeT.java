package dev.skbtrail.recorder.libbpf;

import com.sun.jna.IntegerType;
import com.sun.jna.Native;

/** C's {@code size_t}. */
public final class SizeT extends IntegerType {
    private static final long serialVersionUID = 1L;

    /** For JNA. */
    public SizeT() {
        this(0);
    }

    SizeT(long value) {
        super(Native.SIZE_T_SIZE, value, true);
    }
}
