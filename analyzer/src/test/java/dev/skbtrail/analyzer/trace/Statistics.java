package dev.skbtrail.analyzer.trace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds the statistics in the footer of a Parquet file, so that a test can falsify them. */
public final class Statistics {
    private static final int TAIL = 8;

    /**
     * The bytes of one value.
     *
     * @param column the column it belongs to
     * @param field as numbered in parquet.thrift: 1 and 5 maximum, 2 and 6 minimum
     * @param at offset in the file
     */
    public record Value(String column, int field, int at, int length) {}

    private final ByteBuffer footer;
    private final int begin;
    private final Thrift thrift;
    private final List<Value> found = new ArrayList<>();

    private Statistics(ByteBuffer file) {
        int end = file.capacity() - TAIL;
        begin = end - file.order(ByteOrder.LITTLE_ENDIAN).getInt(end);
        footer = file.slice(begin, end - begin);
        thrift = new Thrift(footer);
    }

    /** All values, in file order. */
    public static List<Value> in(Path file) {
        try {
            Statistics statistics = new Statistics(ByteBuffer.wrap(Files.readAllBytes(file)));
            statistics.footer();
            return statistics.found;
        } catch (IOException | Thrift.DamagedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void footer() throws Thrift.DamagedException {
        thrift.enter();
        for (int field = thrift.next(); field != 0; field = thrift.next()) {
            for (int left = field == 4 ? thrift.list() : 0; left > 0; left--) {
                rowGroup();
            }
        }
    }

    private void rowGroup() throws Thrift.DamagedException {
        thrift.enter();
        for (int field = thrift.next(); field != 0; field = thrift.next()) {
            for (int left = field == 1 ? thrift.list() : 0; left > 0; left--) {
                column();
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
        String name = "";
        thrift.enter();
        for (int field = thrift.next(); field != 0; field = thrift.next()) {
            if (field == 3) {
                thrift.list();
                name = thrift.element();
            } else if (field == 12) {
                statistics(name);
            }
        }
    }

    private void statistics(String column) throws Thrift.DamagedException {
        thrift.enter();
        for (int field = thrift.next(); field != 0; field = thrift.next()) {
            if (field == 1 || field == 2 || field == 5 || field == 6) {
                int length = thrift.binary();
                found.add(new Value(column, field, begin + footer.position(), length));
                footer.position(footer.position() + length);
            }
        }
    }
}
