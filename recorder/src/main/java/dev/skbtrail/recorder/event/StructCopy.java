package dev.skbtrail.recorder.event;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Copies the members of one struct from the ring into a row of a batch. Members of the same width
 * are adjacent in both, so each width is one loop.
 *
 * <p>The caller invokes the loops of the widths that its struct has, on a constant: the compiler
 * then inlines each loop into the caller and knows its bounds. A single method for all of them
 * would be too large for that, and takes 80 ns more per event.
 */
record StructCopy(Run longs, Run macs, Run wides, Run names, Run words, Run halves, Run bytes) {
    /** Bytes of a table's or a chain's name. */
    static final int NAME = 32;

    private static final int WIDE = 16;
    private static final int MAC = 6;

    static StructCopy of(String struct) {
        return new StructCopy(
                run(struct, Long.BYTES),
                run(struct, MAC),
                run(struct, WIDE),
                run(struct, NAME),
                run(struct, Integer.BYTES),
                run(struct, Short.BYTES),
                run(struct, Byte.BYTES));
    }

    private static Run run(String struct, int size) {
        List<KernelLayout.Member> run =
                members(struct).stream().filter(member -> member.size() == size).toList();
        if (run.isEmpty()) {
            return new Run(0, 0, 0);
        }
        KernelLayout.Member first = run.get(0);
        if (!IntStream.range(0, run.size())
                .allMatch(i -> run.get(i).offset() == first.offset() + i * size)) {
            throw new IllegalStateException("members of " + size + " bytes are apart: " + run);
        }
        return new Run(first.offset(), run.size(), BatchLayout.index(first.name()));
    }

    /** The members that a batch stores; {@code field} has its own bits. */
    static List<KernelLayout.Member> members(String struct) {
        return KernelLayout.struct(struct).stream()
                .filter(member -> !member.name().matches(".*\\.(present|field|pad)"))
                .toList();
    }

    static Storage storage(KernelLayout.Member member) {
        return switch (member.size()) {
            case Byte.BYTES, Short.BYTES, Integer.BYTES, NAME -> Storage.INT;
            case MAC, Long.BYTES -> Storage.LONG;
            case WIDE -> Storage.WIDE;
            default -> throw new IllegalStateException("no storage for " + member);
        };
    }

    /**
     * Members of one width. Each method is for one width; {@code struct} is the offset of the
     * struct.
     *
     * @param at offset of the first member in the struct
     * @param index index of its array in the batch
     */
    record Run(int at, int count, int index) {
        void copyLongs(ByteBuffer event, int struct, long[][] to, int row) {
            for (int i = 0; i < count; i++) {
                to[index + i][row] = event.getLong(struct + at + Long.BYTES * i);
            }
        }

        /** 6 bytes each, read together with the 2 that follow: kind and others come after them. */
        void copyMacs(ByteBuffer event, int struct, long[][] to, int row) {
            for (int i = 0; i < count; i++) {
                long bytes = Long.reverseBytes(event.getLong(struct + at + MAC * i));
                to[index + i][row] = bytes >>> Short.SIZE;
            }
        }

        void copyWides(ByteBuffer event, int struct, ColumnBatch batch, int row) {
            for (int i = 0; i < count; i++) {
                int from = struct + at + WIDE * i;
                batch.wideHigh[index + i][row] = Long.reverseBytes(event.getLong(from));
                batch.wideLow[index + i][row] = Long.reverseBytes(event.getLong(from + Long.BYTES));
            }
        }

        void copyNames(ByteBuffer event, int struct, int[][] to, int row, NameTable names) {
            for (int i = 0; i < count; i++) {
                to[index + i][row] = names.code(event, struct + at + NAME * i);
            }
        }

        void copyWords(ByteBuffer event, int struct, int[][] to, int row) {
            for (int i = 0; i < count; i++) {
                to[index + i][row] = event.getInt(struct + at + Integer.BYTES * i);
            }
        }

        void copyHalves(ByteBuffer event, int struct, int[][] to, int row) {
            for (int i = 0; i < count; i++) {
                short half = event.getShort(struct + at + Short.BYTES * i);
                to[index + i][row] = Short.toUnsignedInt(half);
            }
        }

        void copyBytes(ByteBuffer event, int struct, int[][] to, int row) {
            for (int i = 0; i < count; i++) {
                to[index + i][row] = Byte.toUnsignedInt(event.get(struct + at + i));
            }
        }
    }
}
