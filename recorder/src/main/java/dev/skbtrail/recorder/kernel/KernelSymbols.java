package dev.skbtrail.recorder.kernel;

import dev.skbtrail.recorder.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Functions of the running kernel and its modules by address, from /proc/kallsyms. Names keep the
 * suffix of the compiler ({@code .isra.0}, {@code .cold}).
 */
public final class KernelSymbols {
    private static final Path FILE = Path.of("/proc/kallsyms");

    /** In ascending (unsigned) order. */
    private final long[] addresses;

    private final byte[] text;

    /** Where in {@code text} each name begins and ends. */
    private final int[] begins;

    private final int[] ends;

    KernelSymbols(long[] addresses, byte[] text, int[] begins, int[] ends) {
        this.addresses = addresses;
        this.text = text;
        this.begins = begins;
        this.ends = ends;
    }

    /**
     * @throws UserException when the file cannot be read
     */
    public static KernelSymbols load() {
        return load(FILE);
    }

    static KernelSymbols load(Path file) {
        try {
            return new SymbolParser(Files.readAllBytes(file)).parse();
        } catch (IOException e) {
            throw new UserException("cannot read " + file + " (" + e.getMessage() + ")", e);
        } catch (IllegalArgumentException e) {
            throw new UserException(file + " cannot be used: " + e.getMessage());
        }
    }

    public int size() {
        return addresses.length;
    }

    /** False when the kernel hides its addresses (kptr_restrict) and shows zeros. */
    public boolean isReadable() {
        return addresses.length > 0 && addresses[addresses.length - 1] != 0;
    }

    /**
     * The function that an address lies in, as {@code name+0xoffset}; null below the first function
     * or when addresses are hidden.
     */
    public String locate(long address) {
        int index = isReadable() ? floor(address) : -1;
        return index < 0
                ? null
                : name(index) + "+0x" + Long.toHexString(address - addresses[index]);
    }

    /**
     * The address of a function by its exact name; 0 when there is none or addresses are hidden.
     */
    public long address(String name) {
        int index = find(name);
        return index < 0 ? 0 : addresses[index];
    }

    /** Whether there is a function of exactly that name, even when addresses are hidden. */
    public boolean contains(String name) {
        return find(name) >= 0;
    }

    /** Index of the last function that begins at or before the address; -1 when none does. */
    private int floor(long address) {
        int low = 0;
        int high = addresses.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(addresses[middle], address) <= 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        // Aliases share an address: the first in the file is the one that BTF knows.
        while (high > 0 && addresses[high - 1] == addresses[high]) {
            high--;
        }
        return high;
    }

    /** A walk over all names: a recording asks for some tens, which is not worth an index. */
    private int find(String name) {
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < addresses.length; i++) {
            if (ends[i] - begins[i] == wanted.length && matches(begins[i], wanted)) {
                return i;
            }
        }
        return -1;
    }

    private boolean matches(int begin, byte[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (text[begin + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private String name(int index) {
        return new String(text, begins[index], ends[index] - begins[index], StandardCharsets.UTF_8);
    }
}
