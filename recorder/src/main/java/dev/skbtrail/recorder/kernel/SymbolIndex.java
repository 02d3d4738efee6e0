package dev.skbtrail.recorder.kernel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds symbols by their name without the compiler suffix, so that {@code foo} also finds {@code
 * foo.isra.0}. Uses open addressing over the bytes of the names: no object per symbol, of which
 * there are 200,000.
 */
final class SymbolIndex {
    private static final int FREE = -1;

    private final byte[] text;
    private final int[] begins;
    private final int[] ends;
    private final int[] table;

    SymbolIndex(byte[] text, int[] begins, int[] ends, int count) {
        this.text = text;
        this.begins = begins;
        this.ends = ends;
        table = new int[Integer.highestOneBit(Math.max(1, count)) * 4];
        Arrays.fill(table, FREE);
        for (int i = 0; i < count; i++) {
            int slot = hash(text, begins[i], base(text, begins[i], ends[i]));
            while (table[slot] != FREE) {
                slot = slot + 1 & table.length - 1;
            }
            table[slot] = i;
        }
    }

    /** Numbers of the symbols with that name, with or without a suffix, in no particular order. */
    List<Integer> find(String name) {
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        List<Integer> found = new ArrayList<>();
        int slot = hash(wanted, 0, wanted.length);
        while (table[slot] != FREE) {
            int symbol = table[slot];
            int end = base(text, begins[symbol], ends[symbol]);
            if (Arrays.equals(text, begins[symbol], end, wanted, 0, wanted.length)) {
                found.add(symbol);
            }
            slot = slot + 1 & table.length - 1;
        }
        return found;
    }

    /**
     * Where the name ends and the suffix begins; a dot at the very beginning belongs to the name.
     */
    private static int base(byte[] text, int begin, int end) {
        for (int i = begin + 1; i < end; i++) {
            if (text[i] == '.') {
                return i;
            }
        }
        return end;
    }

    private int hash(byte[] bytes, int begin, int end) {
        int hash = 0;
        for (int i = begin; i < end; i++) {
            hash = 31 * hash + bytes[i];
        }
        return (hash ^ hash >>> 15) & table.length - 1;
    }
}
