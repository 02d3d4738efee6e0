package dev.skbtrail.recorder.kernel;

import dev.skbtrail.recorder.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which addresses are code of the kernel and of the modules loaded at one point in time. Any other
 * address in a stack is a BPF program or its trampoline.
 */
final class KernelText {
    /** {@code name size users dependants state address} and, when tainted, a flag. */
    private static final Path MODULES = Path.of("/proc/modules");

    /** Used where the symbol table does not list the end of the text as a function (arm64). */
    private static final long TEXT_GUESS = 64 << 20;

    private record Range(long begin, long end) {
        boolean contains(long address) {
            return Long.compareUnsigned(begin, address) <= 0
                    && Long.compareUnsigned(address, end) < 0;
        }
    }

    private final List<Range> ranges = new ArrayList<>();

    private KernelText() {}

    /**
     * @throws UserException when the modules cannot be read
     */
    static KernelText load(KernelSymbols symbols) {
        try {
            // A kernel without modules does not have the file.
            return of(symbols, Files.exists(MODULES) ? Files.readAllLines(MODULES) : List.of());
        } catch (IOException e) {
            throw new UserException("cannot read " + MODULES + " (" + e.getMessage() + ")", e);
        }
    }

    static KernelText of(KernelSymbols symbols, List<String> modules) {
        KernelText text = new KernelText();
        long begin = symbols.address("_stext");
        long end = symbols.address("_etext");
        text.add(begin, end == 0 ? begin + TEXT_GUESS : end);
        for (String module : modules) {
            String[] fields = module.split(" ");
            long address = Long.parseUnsignedLong(fields[5].substring(2), 16);
            text.add(address, address + Long.parseLong(fields[1]));
        }
        return text;
    }

    private void add(long begin, long end) {
        ranges.add(new Range(begin, end));
    }

    boolean contains(long address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }
}
