package dev.skbtrail.analyzer.fuzz;

import dev.skbtrail.analyzer.trace.Stamp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Whether a changed file has the checksum of the whole file, and whose. */
enum Seal {
    /** That of the file as it was recorded: what a bad disk leaves. Every change has to be seen. */
    BROKEN,
    /** None, as older recorders wrote: pages have their own, the footer has none. */
    ABSENT,
    /** That of the changed file: an enemy can work it out, too. Only the reader is at stake. */
    FORGED;

    /** One for each number, in turn. */
    static Seal of(int number) {
        return values()[Math.floorMod(number, values().length)];
    }

    /** Writes a changed file. */
    void write(Path file, byte[] changed) {
        try {
            Files.write(file, changed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (this == FORGED) {
            Stamp.again(file);
        }
    }

    /**
     * What reports may say of a file of which rows are damaged, or what the footer says of them.
     *
     * @param before the file as it was
     */
    Expectation expectation(ParquetBytes before, byte[] changed) {
        if (Arrays.equals(before.bytes(), changed)) {
            return Expectation.ANY;
        }
        return switch (this) {
            case BROKEN -> Expectation.SAME;
            case ABSENT -> hasFooterOf(before, changed) ? Expectation.SAME : Expectation.ANY;
            case FORGED -> Expectation.ANY;
        };
    }

    private static boolean hasFooterOf(ParquetBytes before, byte[] changed) {
        byte[] bytes = before.bytes();
        int end = bytes.length - before.body();
        return changed.length >= end
                && Arrays.equals(
                        bytes,
                        before.body(),
                        bytes.length,
                        changed,
                        changed.length - end,
                        changed.length);
    }
}
