package dev.skbtrail.analyzer.text;

import java.io.Writer;

/** Passes picocli's output, mostly help texts, to a printer, line by line. */
final class LineWriter extends Writer {
    private final Printer printer;
    private final StringBuilder line = new StringBuilder();

    LineWriter(Printer printer) {
        this.printer = printer;
    }

    @Override
    public void write(char[] characters, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (characters[i] == '\n') {
                end();
            } else if (characters[i] != '\r') {
                line.append(characters[i]);
            }
        }
    }

    private void end() {
        printer.helpLine(line.toString());
        line.setLength(0);
    }

    /** Does nothing: an incomplete line is held until it ends. */
    @Override
    public void flush() {}

    @Override
    public void close() {
        if (!line.isEmpty()) {
            end();
        }
    }
}
