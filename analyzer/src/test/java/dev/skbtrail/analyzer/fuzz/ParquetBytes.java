package dev.skbtrail.analyzer.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A whole Parquet file as bytes, and where its parts are.
 *
 * @param bytes of the file
 * @param body number of bytes before the footer
 */
record ParquetBytes(byte[] bytes, int body) {
    private static final int TAIL = 8;
    private static final int ROW_GROUPS = 4;
    private static final int KEY_VALUES = 5;
    private static final byte[] CHECKSUM = "skbtrail.checksum".getBytes(StandardCharsets.US_ASCII);

    /** Where one page is: its header, then its data. */
    record Page(int header, int data, int end) {}

    static ParquetBytes read(Path file) {
        try {
            return of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ParquetBytes of(byte[] bytes) {
        int tail = bytes.length - TAIL;
        int footer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(tail);
        return new ParquetBytes(bytes, tail - footer);
    }

    /** A copy that may be changed. */
    byte[] copy() {
        return bytes.clone();
    }

    /** The footer as a tree that may be changed; see {@link #with}. */
    Compact.Struct footer() {
        return Compact.read(ByteBuffer.wrap(bytes, body, bytes.length - TAIL - body).slice());
    }

    static List<Compact.Struct> rowGroups(Compact.Struct footer) {
        return footer.items(ROW_GROUPS).structs();
    }

    /** Metadata of the parts of one column, one for each row group. */
    static List<Compact.Struct> parts(Compact.Struct footer, String column) {
        return rowGroups(footer).stream()
                .flatMap(group -> group.items(1).structs().stream())
                .map(chunk -> chunk.struct(3))
                .filter(chunk -> name(chunk).equals(column))
                .toList();
    }

    private static String name(Compact.Struct chunk) {
        return new String((byte[]) chunk.items(3).values.get(0), StandardCharsets.UTF_8);
    }

    /** Structures of a key (field 1) and a value (field 2). */
    static List<Compact.Struct> keyValues(Compact.Struct footer) {
        return footer.items(KEY_VALUES).structs();
    }

    /** The file as recorders wrote it that knew no checksum of all of it. */
    byte[] withoutChecksum() {
        Compact.Struct footer = footer();
        footer.items(KEY_VALUES)
                .values
                .removeIf(pair -> Arrays.equals(((Compact.Struct) pair).bytes(1), CHECKSUM));
        return with(footer);
    }

    /** The file with another footer. */
    byte[] with(Compact.Struct footer) {
        return with(Arrays.copyOf(bytes, body), Compact.write(footer));
    }

    /** A file of a body and a footer. */
    static byte[] with(byte[] body, byte[] footer) {
        ByteBuffer file = ByteBuffer.allocate(body.length + footer.length + TAIL);
        file.order(ByteOrder.LITTLE_ENDIAN).put(body).put(footer).putInt(footer.length);
        return file.put("PAR1".getBytes(StandardCharsets.US_ASCII)).array();
    }

    /** The footer's bytes. */
    byte[] footerBytes() {
        return Arrays.copyOfRange(bytes, body, bytes.length - TAIL);
    }

    /** All pages, in the order of the columns. */
    List<Page> pages() {
        List<Page> pages = new ArrayList<>();
        for (Compact.Struct group : rowGroups(footer())) {
            for (Compact.Struct chunk : group.items(1).structs()) {
                addPages(pages, chunk.struct(3));
            }
        }
        return pages;
    }

    private void addPages(List<Page> pages, Compact.Struct chunk) {
        long dictionary = chunk.number(11);
        long begin = dictionary > 0 ? dictionary : chunk.number(9);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        for (int at = (int) begin; at < begin + chunk.number(7); ) {
            in.position(at);
            Compact.Struct header = Compact.read(in);
            int end = in.position() + (int) header.number(3);
            pages.add(new Page(at, in.position(), end));
            at = end;
        }
    }
}
