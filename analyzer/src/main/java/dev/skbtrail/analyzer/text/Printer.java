package dev.skbtrail.analyzer.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * The only way to standard output and standard error; the build rejects any other. All input is
 * treated as data and made harmless for terminals ({@link Printable}); line breaks and escape
 * sequences are generated only here. The encoding is UTF-8 whatever the locale, because traces and
 * the program's own text are UTF-8.
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
     * For results. Output is buffered until {@link #flush}, or until the buffer is full.
     *
     * @param color whether a line may have a {@link Style}
     */
    public static Printer ofResults(OutputStream to, boolean color) {
        return new Printer(to, color, true);
    }

    /**
     * For messages. Each line is written immediately; a failure is recorded for {@link #failed}.
     */
    public static Printer ofMessages(OutputStream to) {
        return new Printer(to, false, false);
    }

    /**
     * The same printer with another destination and an empty buffer.
     *
     * @param color whether a line may have a {@link Style}, if it could before
     */
    Printer onto(OutputStream other, boolean color) {
        return new Printer(other, color && this.color, keeps);
    }

    /** Prints one line. */
    public void line(String text) {
        line(Style.PLAIN, text);
    }

    /** Prints one line in a style. */
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

    /** Shows a text on the terminal's current line until the next one; "" erases it. */
    public synchronized void status(String text) {
        write(WIPE + Printable.of(text));
        flush();
    }

    private void write(String text) {
        buffer.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes the buffer.
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
     * Writes the buffer and waits until the user has left the pager, if there is one. Nothing can
     * be printed afterwards.
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
     * Discards the buffer.
     *
     * @return false if part of the output has already been written
     */
    public synchronized boolean discard() {
        buffer.reset();
        return !written;
    }

    /** Whether writing has failed. */
    public boolean failed() {
        return failed;
    }

    /**
     * For a binary result, to a file or another program; the bytes are passed through unchanged.
     *
     * @throws OutputException when writing fails
     */
    public OutputStream bytes() {
        return new ByteStream(to);
    }

    /** For libraries that print by themselves; output is passed on in whole lines. */
    public Writer writer() {
        return new LineWriter(this);
    }

    /** As above, for the streams of {@link System}. */
    public OutputStream stream() {
        return new LineStream(this);
    }
}
