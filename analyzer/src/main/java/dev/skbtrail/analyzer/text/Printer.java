package dev.skbtrail.analyzer.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * The one way to standard output and to standard error: the build refuses any other. Whatever is
 * given to it is data, in which nothing steers a terminal ({@link Printable}); line breaks and
 * escape sequences are made here alone. UTF-8 whatever the locale says: traces and our own text
 * are.
 */
public final class Printer {
    private static final int BUFFER = 1 << 16;
    private static final String WIPE = "\r\u001b[K";

    private final OutputStream to;
    private final boolean color;
    private final boolean keeps;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private boolean written;
    private boolean failed;

    private Printer(OutputStream to, boolean color, boolean keeps) {
        this.to = to;
        this.color = color;
        this.keeps = keeps;
    }

    /**
     * For results: what is printed waits for {@link #flush}, or until it is much.
     *
     * @param color may a line have a {@link Style}?
     */
    public static Printer ofResults(OutputStream to, boolean color) {
        return new Printer(to, color, true);
    }

    /** For messages: each line is written at once, and a failure kept for {@link #failed}. */
    public static Printer ofMessages(OutputStream to) {
        return new Printer(to, false, false);
    }

    /**
     * The same to another place, with nothing waiting.
     *
     * @param color may a line have a {@link Style}, if one could before?
     */
    Printer onto(OutputStream other, boolean color) {
        return new Printer(other, color && this.color, keeps);
    }

    /** Prints one line. */
    public void line(String text) {
        line(Style.PLAIN, text);
    }

    /** Prints one line that looks so. */
    public synchronized void line(Style style, String text) {
        String clean = Printable.of(text);
        write((color ? style.apply(clean) : clean) + '\n');
        if (!keeps || buffer.size() >= BUFFER) {
            flush();
        }
    }

    /** Prints a text of several lines. */
    public void lines(String text) {
        text.lines().forEach(this::line);
    }

    /** Prints a help text; headings end in a colon. */
    public void help(String text) {
        text.lines().forEach(this::helpLine);
    }

    /** Prints one line of a help text. */
    public void helpLine(String line) {
        line(line.endsWith(":") && !line.startsWith(" ") ? Style.BOLD : Style.PLAIN, line);
    }

    /** Shows a text in the terminal's current line, until the next one; "" wipes it away. */
    public synchronized void status(String text) {
        write(WIPE + Printable.of(text));
        flush();
    }

    private void write(String text) {
        buffer.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes what is waiting.
     *
     * @throws OutputException when results cannot be written
     */
    public synchronized void flush() {
        try {
            if (buffer.size() > 0) {
                buffer.writeTo(to);
                written = true;
            }
            to.flush();
        } catch (IOException e) {
            failed = true;
            if (keeps) {
                throw new OutputException(e);
            }
        } finally {
            buffer.reset();
        }
    }

    /**
     * Writes what is waiting, and lets whoever reads it in a pager come to the end. Nothing can be
     * printed afterwards.
     *
     * @throws OutputException when results cannot be written
     */
    public void end() {
        flush();
        try {
            to.close();
        } catch (IOException e) {
            throw new OutputException(e);
        }
    }

    /**
     * Forgets what is waiting.
     *
     * @return false when a part of it had been written before
     */
    public synchronized boolean discard() {
        buffer.reset();
        return !written;
    }

    /** Could something not be written? */
    public boolean failed() {
        return failed;
    }

    /**
     * For a binary result, to a file or another program: its bytes are not changed.
     *
     * @throws OutputException when writing fails
     */
    public OutputStream bytes() {
        return new ByteStream(to);
    }

    /** For libraries that want to print by themselves; whole lines come out. */
    public Writer writer() {
        return new LineWriter(this);
    }

    /** Likewise, for the streams of {@link System}. */
    public OutputStream stream() {
        return new LineStream(this);
    }
}
