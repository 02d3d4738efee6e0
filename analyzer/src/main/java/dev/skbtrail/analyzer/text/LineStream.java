package dev.skbtrail.analyzer.text;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Passes UTF-8 to a printer, line by line. */
final class LineStream extends OutputStream {
    private final Printer printer;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LineStream(Printer printer) {
        this.printer = printer;
    }

    @Override
    public synchronized void write(int b) {
        if (b == '\n') {
            printer.line(line.toString(StandardCharsets.UTF_8));
            line.reset();
        } else {
            line.write(b);
        }
    }
}
