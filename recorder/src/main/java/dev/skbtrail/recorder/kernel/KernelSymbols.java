package dev.skbtrail.recorder.kernel;

import dev.skbtrail.recorder.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Functions of the running kernel and its modules by address, from /proc/kallsyms. Names keep the
 * compiler suffix ({@code .isra.0}, {@code .cold}).
 */
public final class KernelSymbols {
    private static final Path FILE = Path.of("/proc/kallsyms");

    /**
     * One function.
     *
     * @param name with the compiler suffix
     * @param address 0 when the kernel hides its addresses
     */
    record Symbol(String name, long address) {}

    /** In ascending (unsigned) order. */
    private final long[] addresses;

    private final byte[] text;

    /** Where in {@code text} each name begins and ends. */
    private final int[] begins;

    private final int[] ends;
    private SymbolIndex index;

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
     * The function that contains an address, as {@code name+0xoffset}; null below the first
     * function or when addresses are hidden.
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
        return exactly(name).stream().mapToLong(Symbol::address).findFirst().orElse(0);
    }

    /** Whether there is a function of exactly that name, even when addresses are hidden. */
    public boolean contains(String name) {
        return !exactly(name).isEmpty();
    }

    /** Whether there is a function of that name, with or without a compiler suffix. */
    public boolean has(String name) {
        return !named(name).isEmpty();
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
        // Aliases share an address: BTF knows the first one in the file.
        while (high > 0 && addresses[high - 1] == addresses[high]) {
            high--;
        }
        return high;
    }

    /** All functions of that name, with or without a compiler suffix. */
    List<Symbol> named(String name) {
        if (index == null) {
            index = new SymbolIndex(text, begins, ends, addresses.length);
        }
        return index.find(name).stream().map(i -> new Symbol(name(i), addresses[i])).toList();
    }

    private List<Symbol> exactly(String name) {
        return named(name).stream().filter(symbol -> symbol.name().equals(name)).toList();
    }

    private String name(int index) {
        return new String(text, begins[index], ends[index] - begins[index], StandardCharsets.UTF_8);
    }
}
