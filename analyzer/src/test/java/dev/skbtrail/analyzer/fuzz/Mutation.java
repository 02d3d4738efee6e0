package dev.skbtrail.analyzer.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What happens to a file on a bad disk, on a bad line, or in the hands of somebody who tries. */
enum Mutation {
    /** Bits of the pages, which have a checksum each. */
    PAGE_BITS {
        @Override
        byte[] apply(ParquetBytes base, Random random) {
            byte[] bytes = base.copy();
            ParquetBytes.Page page = any(base.pages(), random);
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                int at = page.data() + random.nextInt(Math.max(1, page.end() - page.data()));
                bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            }
            return bytes;
        }
    },
    /** Sectors that were never written. */
    ZEROED_RANGE {
        @Override
        byte[] apply(ParquetBytes base, Random random) {
            byte[] bytes = base.copy();
            int begin = random.nextInt(bytes.length);
            Arrays.fill(bytes, begin, Math.min(bytes.length, begin + length(random)), (byte) 0);
            return bytes;
        }
    },
    /** The rest is missing, or the rest of the pages is. */
    TRUNCATION {
        @Override
        byte[] apply(ParquetBytes base, Random random) {
            if (random.nextBoolean()) {
                return Arrays.copyOf(base.bytes(), random.nextInt(base.bytes().length));
            }
            byte[] body = Arrays.copyOf(base.bytes(), random.nextInt(base.body()));
            return ParquetBytes.with(body, base.footerBytes());
        }
    },
    /** A range twice, or one that is left out: all behind it is elsewhere than the footer says. */
    MOVED_RANGE {
        @Override
        byte[] apply(ParquetBytes base, Random random) {
            int from = random.nextInt(base.body());
            int to = Math.min(base.body(), from + length(random));
            boolean twice = random.nextBoolean();
            byte[] body = new byte[base.body() + (twice ? to - from : from - to)];
            int resume = twice ? from : to;
            int kept = twice ? to : from;
            System.arraycopy(base.bytes(), 0, body, 0, kept);
            System.arraycopy(base.bytes(), resume, body, kept, base.body() - resume);
            return ParquetBytes.with(body, base.footerBytes());
        }
    },
    /** Bytes of the footer, whatever they mean. */
    FOOTER_BYTES {
        @Override
        byte[] apply(ParquetBytes base, Random random) {
            byte[] bytes = base.copy();
            int length = bytes.length - base.body();
            for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
                bytes[base.body() + random.nextInt(length)] = (byte) random.nextInt(256);
            }
            return bytes;
        }
    },
    /** A footer that is well written and says something else. */
    FOOTER_FIELDS {
        @Override
        byte[] apply(ParquetBytes base, Random random) {
            Compact.Struct footer = base.footer();
            new TreeEdit(random).change(footer);
            return base.with(footer);
        }
    },
    /** What the recorder says about the trace. */
    METADATA {
        @Override
        byte[] apply(ParquetBytes base, Random random) {
            Compact.Struct footer = base.footer();
            new MetadataEdit(random).change(footer);
            return base.with(footer);
        }
    },
    /** Bytes of the headers of pages, which have no checksum. */
    PAGE_HEADERS {
        @Override
        byte[] apply(ParquetBytes base, Random random) {
            byte[] bytes = base.copy();
            ParquetBytes.Page page = any(base.pages(), random);
            int at = page.header() + random.nextInt(page.data() - page.header());
            bytes[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : bytes[at] ^ 2);
            return bytes;
        }
    };

    private static final int LONGEST_RANGE = 4096;

    /** The file after it, the same for the same random numbers. */
    abstract byte[] apply(ParquetBytes base, Random random);

    private static int length(Random random) {
        return 1 + random.nextInt(random.nextBoolean() ? 16 : LONGEST_RANGE);
    }

    private static ParquetBytes.Page any(List<ParquetBytes.Page> pages, Random random) {
        return pages.get(random.nextInt(pages.size()));
    }
}
