package dev.skbtrail.analyzer.trace;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The structure of a Parquet file according to its footer (FileMetaData in parquet.thrift).
 *
 * @param groups rows in each row group
 * @param chunks in file order
 */
record Footer(List<Long> groups, List<Chunk> chunks) {
    /**
     * The pages of one column in one row group.
     *
     * @param group number of the row group, from 1
     * @param range what the footer says about its values
     */
    record Chunk(int group, String column, long begin, long length, Range range) {
        long end() {
            return begin + length;
        }
    }

    /** Rows in all row groups. */
    long rows() {
        return groups.stream().mapToLong(Long::longValue).sum();
    }

    /**
     * @param bytes the footer only
     * @param begin its offset in the file; no page lies behind it
     */
    static Footer read(ByteBuffer bytes, long begin) throws Thrift.DamagedException {
        Reader reader = new Reader(new Thrift(bytes));
        reader.file();
        reader.chunks.sort(Comparator.comparingLong(Chunk::begin));
        long free = 4;
        for (Chunk chunk : reader.chunks) {
            // Otherwise a file of a few kilobytes could list the same pages a million times.
            if (chunk.begin < free || chunk.length < 0 || chunk.length > begin - chunk.begin) {
                throw new Thrift.DamagedException();
            }
            free = chunk.end();
        }
        Footer footer = new Footer(List.copyOf(reader.groups), List.copyOf(reader.chunks));
        if (footer.rows() != reader.rows) {
            throw new Thrift.DamagedException();
        }
        return footer;
    }

    private static final class Reader {
        private final Thrift thrift;
        private final List<Chunk> chunks = new ArrayList<>();
        private final List<Long> groups = new ArrayList<>();
        private long rows;
        private int group;

        Reader(Thrift thrift) {
            this.thrift = thrift;
        }

        void file() throws Thrift.DamagedException {
            thrift.enter();
            for (int field = thrift.next(); field != 0; field = thrift.next()) {
                if (field == 3) {
                    rows = thrift.integer();
                } else if (field == 4) {
                    for (int left = thrift.list(); left > 0; left--) {
                        rowGroup();
                    }
                }
            }
        }

        private void rowGroup() throws Thrift.DamagedException {
            group++;
            groups.add(0L);
            thrift.enter();
            for (int field = thrift.next(); field != 0; field = thrift.next()) {
                if (field == 1) {
                    for (int left = thrift.list(); left > 0; left--) {
                        column();
                    }
                } else if (field == 3) {
                    groups.set(group - 1, thrift.integer());
                }
            }
        }

        private void column() throws Thrift.DamagedException {
            thrift.enter();
            for (int field = thrift.next(); field != 0; field = thrift.next()) {
                if (field == 3) {
                    chunk();
                }
            }
        }

        private void chunk() throws Thrift.DamagedException {
            String column = "";
            long type = -1;
            Range range = Range.NONE;
            long length = 0;
            long data = 0;
            long dictionary = 0;
            thrift.enter();
            for (int field = thrift.next(); field != 0; field = thrift.next()) {
                switch (field) {
                    case 1 -> type = thrift.integer();
                    case 3 -> column = path();
                    case 7 -> length = thrift.integer();
                    case 9 -> data = thrift.integer();
                    case 11 -> dictionary = thrift.integer();
                    case 12 -> range = Range.read(thrift, type);
                    default -> {}
                }
            }
            long begin = dictionary > 0 ? Math.min(dictionary, data) : data;
            chunks.add(new Chunk(group, column, begin, length, range));
        }

        private String path() throws Thrift.DamagedException {
            List<String> parts = new ArrayList<>();
            for (int left = thrift.list(); left > 0; left--) {
                parts.add(thrift.element());
            }
            return String.join(".", parts);
        }
    }
}
