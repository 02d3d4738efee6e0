package dev.skbtrail.analyzer.page;

import dev.skbtrail.analyzer.Resources;
import dev.skbtrail.analyzer.UserException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The additional parts of a page that can be queried: DuckDB for the browser, the trace as a
 * database, and the SQL of {@link Questions}. Each is a compressed script element that browsers do
 * not execute.
 *
 * @param trace DuckDB file with the tables of the trace
 * @param questions JSON
 */
record Queryable(Path trace, String questions) {
    private static final String ENGINE = "engine/";
    private static final String WASM = ENGINE + "duckdb.wasm.gz";
    private static final String WORKER = ENGINE + "worker.js";

    /** The browser holds the page, the database in it and DuckDB in memory at the same time. */
    private static final long MOST_BYTES = 400_000_000;

    /** Writes the content of an element. */
    @FunctionalInterface
    private interface Content {
        void write(OutputStream to) throws IOException;
    }

    /**
     * @throws UserException when the page would be too large for a browser
     */
    Queryable {
        long size = trace.toFile().length();
        if (size > MOST_BYTES) {
            throw UserException.data(
                    String.format(
                            Locale.ROOT,
                            "--queryable: the events take %,d MB of a browser's memory, and %,d MB is the"
                                    + " most; choose packets, as with --port or --since",
                            size / 1_000_000,
                            MOST_BYTES / 1_000_000));
        }
    }

    /** Whether the program was built with the engine. */
    static boolean isThere() {
        return Resources.readPageBytes(WORKER).isPresent();
    }

    /** Writes the elements. */
    void write(OutputStream to) throws IOException {
        element(to, "engine", base64 -> base64.write(bytes(WASM)));
        element(to, "worker", base64 -> compress(base64, all -> all.write(bytes(WORKER))));
        byte[] json = questions.getBytes(StandardCharsets.UTF_8);
        element(to, "questions", base64 -> compress(base64, all -> all.write(json)));
        element(to, "trace", base64 -> compress(base64, all -> Files.copy(trace, all)));
    }

    private static byte[] bytes(String file) {
        return Resources.readPageBytes(file).orElseThrow();
    }

    private static void element(OutputStream to, String name, Content content) throws IOException {
        to.write(ascii("<script type=\"application/octet-stream\" id=\"" + name + "\">"));
        try (OutputStream base64 = Base64.getEncoder().wrap(new Open(to))) {
            content.write(base64);
        }
        to.write(ascii("</script>\n"));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void compress(OutputStream to, Content content) throws IOException {
        try (Best best = new Best(to)) {
            content.write(best);
        }
    }

    /** Leaves the underlying stream open on close. */
    private static final class Open extends FilterOutputStream {
        Open(OutputStream to) {
            super(to);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    /** Compresses as much as possible: the page is written once but sent and read often. */
    private static final class Best extends GZIPOutputStream {
        Best(OutputStream to) throws IOException {
            super(to);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
