package dev.skbtrail.recorder.kernel;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Reads lines of /proc/kallsyms: {@code address type name}, for a module followed by {@code
 * [module]}.
 */
final class SymbolParser {
    private static final int LINE_GUESS = 40;

    private final byte[] text;
    private long[] addresses;
    private int[] begins;
    private int[] ends;
    private int count;
    private int at;

    SymbolParser(byte[] text) {
        this.text = text;
        int guess = text.length / LINE_GUESS + 16;
        addresses = new long[guess];
        begins = new int[guess];
        ends = new int[guess];
    }

    /**
     * @throws IllegalArgumentException when a line has the wrong format
     */
    KernelSymbols parse() {
        while (at < text.length) {
            line();
        }
        sort();
        byte[] names = new byte[nameBytes()];
        int end = 0;
        for (int i = 0; i < count; i++) {
            int length = ends[i] - begins[i];
            System.arraycopy(text, begins[i], names, end, length);
            begins[i] = end;
            end += length;
            ends[i] = end;
        }
        return new KernelSymbols(addresses, names, begins, ends);
    }

    private void line() {
        long address = address();
        byte type = at < text.length ? text[at] : 0;
        int begin = at + 2;
        int end = begin;
        while (end < text.length && text[end] > ' ') {
            end++;
        }
        if (end <= begin) {
            throw new IllegalArgumentException("a line without a name");
        }
        if (isText(type)) {
            add(address, begin, end);
        }
        at = end;
        while (at < text.length && text[at] != '\n') {
            at++;
        }
        at++;
    }

    private long address() {
        long address = 0;
        int begin = at;
        while (at < text.length && text[at] > ' ') {
            address = address << 4 | digit(text[at]);
            at++;
        }
        if (at == begin || at >= text.length || text[at] != ' ') {
            throw new IllegalArgumentException("a line without an address");
        }
        at++;
        return address;
    }

    /** Parses a hexadecimal digit; the kernel uses lower case. */
    private static int digit(byte character) {
        int decimal = character - '0';
        int letter = character - 'a';
        if (decimal >= 0 && decimal < 10) {
            return decimal;
        }
        if (letter < 0 || letter >= 6) {
            throw new IllegalArgumentException("a line without an address");
        }
        return letter + 10;
    }

    /**
     * Whether it is code, strong or weak, global or local: only code can free a packet or be
     * probed.
     */
    private static boolean isText(byte type) {
        return type == 't' || type == 'T' || type == 'w' || type == 'W';
    }

    private void add(long address, int begin, int end) {
        if (count == addresses.length) {
            int larger = count + count / 2;
            addresses = Arrays.copyOf(addresses, larger);
            begins = Arrays.copyOf(begins, larger);
            ends = Arrays.copyOf(ends, larger);
        }
        addresses[count] = address;
        begins[count] = begin;
        ends[count] = end;
        count++;
    }

    private int nameBytes() {
        int bytes = 0;
        for (int i = 0; i < count; i++) {
            bytes += ends[i] - begins[i];
        }
        return bytes;
    }

    /**
     * Symbols of modules are unsorted. The sort keeps the order of aliases, which share an address.
     */
    private void sort() {
        Integer[] order = new Integer[count];
        Arrays.setAll(order, i -> i);
        long[] unsorted = addresses;
        Arrays.sort(order, Comparator.comparingLong(i -> unsorted[i] ^ Long.MIN_VALUE));
        long[] sorted = new long[count];
        int[] sortedBegins = new int[count];
        int[] sortedEnds = new int[count];
        for (int i = 0; i < count; i++) {
            sorted[i] = addresses[order[i]];
            sortedBegins[i] = begins[order[i]];
            sortedEnds[i] = ends[order[i]];
        }
        addresses = sorted;
        begins = sortedBegins;
        ends = sortedEnds;
    }
}
