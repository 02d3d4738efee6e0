package dev.skbtrail.analyzer.trace;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the footer of a Parquet file says of its structure (FileMetaData in parquet.thrift).
 *
 * @param rows in all row groups
 * @param chunks in the order in which they lie in the file
 */
record Footer(long rows, List<Chunk> chunks) {
    /**
     * The pages of one column in one row group.
     *
     * @param group number of the row group, from 1
     */
    record Chunk(int group, String column, long begin, long length) {
        long end() {
            return begin + length;
        }
    }

    /**
     * @param bytes the footer alone
     * @param begin where it begins in the file: no page lies behind
     */
    static Footer read(ByteBuffer bytes, long begin) throws Thrift.DamagedException {
        Reader reader = new Reader(new Thrift(bytes));
        reader.file();
        reader.chunks.sort(Comparator.comparingLong(Chunk::begin));
        long free = 4;
        for (Chunk chunk : reader.chunks) {
            // A file of a few kilobytes could otherwise name the same pages a million times.
            if (chunk.begin < free || chunk.length < 0 || chunk.length > begin - chunk.begin) {
                throw new Thrift.DamagedException();
            }
            free = chunk.end();
        }
        if (reader.rows != reader.groupRows) {
            throw new Thrift.DamagedException();
        }
        return new Footer(reader.rows, List.copyOf(reader.chunks));
    }

    private static final class Reader {
        private final Thrift thrift;
        private final List<Chunk> chunks = new ArrayList<>();
        private long rows;
        private long groupRows;
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
            thrift.enter();
            for (int field = thrift.next(); field != 0; field = thrift.next()) {
                if (field == 1) {
                    for (int left = thrift.list(); left > 0; left--) {
                        column();
                    }
                } else if (field == 3) {
                    groupRows += thrift.integer();
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
            long length = 0;
            long data = 0;
            long dictionary = 0;
            thrift.enter();
            for (int field = thrift.next(); field != 0; field = thrift.next()) {
                switch (field) {
                    case 3 -> column = path();
                    case 7 -> length = thrift.integer();
                    case 9 -> data = thrift.integer();
                    case 11 -> dictionary = thrift.integer();
                    default -> {}
                }
            }
            long begin = dictionary > 0 ? Math.min(dictionary, data) : data;
            chunks.add(new Chunk(group, column, begin, length));
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
