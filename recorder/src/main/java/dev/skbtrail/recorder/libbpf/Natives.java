package dev.skbtrail.recorder.libbpf;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import dev.skbtrail.recorder.UserException;

/** The two libraries, and the three ways their functions report an error. */
final class Natives {
    static final LibC C = Native.load("c", LibC.class);

    static final int ENODEV = 19;

    private Natives() {}

    /**
     * libbpf, loaded on first use: without it {@code list} and {@code doctor} still work.
     *
     * @throws UserException when it is not installed
     */
    static LibBpf bpf() {
        try {
            return Bpf.LIBRARY;
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
            // The second exception is thrown by every use after the first.
            throw new UserException(
                    "libbpf.so.1 cannot be loaded: install it (Debian, Ubuntu: apt install libbpf1;"
                            + " Fedora: dnf install libbpf)");
        }
    }

    /** For functions that return a negative errno. */
    static int check(String operation, int result) {
        if (result < 0) {
            throw new NativeException(operation, -result);
        }
        return result;
    }

    /** For functions that return -1 and set errno. */
    static int checkErrno(String operation, int result) {
        if (result == -1) {
            throw new NativeException(operation, Native.getLastError());
        }
        return result;
    }

    /** For functions that return NULL and set errno. */
    static Pointer checkPointer(String operation, Pointer result) {
        if (result == null) {
            throw new NativeException(operation, Native.getLastError());
        }
        return result;
    }

    /** A zeroed block of native memory. */
    static Memory zeroed(int size) {
        Memory memory = new Memory(size);
        memory.clear();
        return memory;
    }

    /** An array of 64-bit words in native memory. */
    static Memory array(long[] words) {
        Memory memory = new Memory((long) words.length * Long.BYTES);
        memory.write(0, words, 0, words.length);
        return memory;
    }

    private static final class Bpf {
        static final LibBpf LIBRARY = Native.load("libbpf.so.1", LibBpf.class);

        // Kept in a field: a callback referenced only by native code would be garbage-collected.
        static final LibBpf.PrintCallback PRINT = BpfLog::accept;

        static {
            LIBRARY.libbpf_set_print(PRINT);
        }
    }
}
