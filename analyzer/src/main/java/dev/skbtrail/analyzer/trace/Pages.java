package dev.skbtrail.analyzer.trace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32;

/** Walks the pages of a file and compares each with the CRC-32 in its header, if it has one. */
final class Pages {
    /** A page header contains at most two values of the column and is far smaller than this. */
    private static final int WINDOW = 1 << 20;

    private final FileChannel file;
    private final ByteBuffer window = ByteBuffer.allocate(WINDOW);
    private final CRC32 crc = new CRC32();
    private final Finding finding;
    private long right;
    private long unchecked;

    private Pages(FileChannel file, Finding finding) {
        this.file = file;
        this.finding = finding;
    }

    /** Handles a corrupted page. */
    interface Finding {
        /**
         * @throws Damage to stop checking
         */
        void of(Damage damage) throws Damage;
    }

    /**
     * @throws Damage naming the first corrupted page
     */
    static Pages check(FileChannel file, Footer footer) throws IOException, Damage {
        return check(
                file,
                footer,
                damage -> {
                    throw damage;
                });
    }

    /**
     * @param finding called for each corrupted page
     */
    static Pages check(FileChannel file, Footer footer, Finding finding)
            throws IOException, Damage {
        Pages pages = new Pages(file, finding);
        for (Footer.Chunk chunk : footer.chunks()) {
            long at = chunk.begin();
            while (at < chunk.end()) {
                at = pages.page(chunk, at);
            }
        }
        return pages;
    }

    /** Number of pages whose checksum is correct. */
    long right() {
        return right;
    }

    /** Number of pages without a checksum. */
    long unchecked() {
        return unchecked;
    }

    /** Checks the page at an offset and returns the offset of the next one. */
    private long page(Footer.Chunk chunk, long at) throws IOException, Damage {
        fill(at, chunk.end() - at);
        long size = -1;
        long expected = -1;
        try {
            Thrift header = new Thrift(window);
            header.enter();
            for (int field = header.next(); field != 0; field = header.next()) {
                if (field == 3) {
                    size = header.integer();
                } else if (field == 4) {
                    expected = header.integer() & 0xffff_ffffL;
                }
            }
        } catch (Thrift.DamagedException e) {
            size = -1;
        }
        long begin = at + window.position();
        if (size < 0 || size > chunk.end() - begin) {
            // The offset of the next page is unknown.
            finding.of(new Damage(chunk, at));
            return chunk.end();
        }
        if (expected < 0) {
            unchecked++;
        } else if (expected == crc(begin, size)) {
            right++;
        } else {
            finding.of(new Damage(chunk, at));
        }
        return begin + size;
    }

    /** Bytes that are already in the window are not read again. */
    private long crc(long begin, long size) throws IOException {
        crc.reset();
        long left = size;
        while (left > 0) {
            if (!window.hasRemaining()) {
                fill(begin + size - left, left);
            }
            int limit = window.limit();
            int part = (int) Math.min(left, window.remaining());
            window.limit(window.position() + part);
            crc.update(window);
            window.limit(limit);
            left -= part;
        }
        return crc.getValue();
    }

    private void fill(long at, long most) throws IOException {
        window.clear();
        window.limit((int) Math.min(WINDOW, most));
        if (file.read(window, at) <= 0) {
            throw new IOException("ends at byte " + at + " while it is read");
        }
        window.flip();
    }

    /** A page that differs from what was written. */
    static final class Damage extends Exception {
        private static final long serialVersionUID = 1L;

        Damage(Footer.Chunk chunk, long at) {
            super(
                    "the page of column "
                            + chunk.column()
                            + " at byte "
                            + at
                            + ", in row group "
                            + chunk.group()
                            + ",");
        }
    }
}
