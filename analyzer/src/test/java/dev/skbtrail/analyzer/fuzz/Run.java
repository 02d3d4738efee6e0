package dev.skbtrail.analyzer.fuzz;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * One command and what came of it.
 *
 * @param end how
 * @param exitCode of the command, or of the process that died
 * @param time the lesser of wall and processor time: others run on this machine too
 * @param peakKib most memory; 0 when it is not known
 */
record Run(End end, int exitCode, String out, String err, Duration time, long peakKib) {
    private static final Pattern COMPLETE = Pattern.compile("(?m)^(# )?complete\\b");

    /** What check prints, whether an assertion fails (1) or not. */
    private static final Pattern RESULTS = Pattern.compile("\\ATAP version 14\n|\\A<\\?xml ");

    /** How a command ends. */
    enum End {
        ANSWERED,
        DIED,
        SILENT
    }

    Run measured(Duration took, long peak) {
        return new Run(end, exitCode, out, err, took, peak);
    }

    /** The same as if the file had another name. */
    Run naming(Path file, Path other) {
        return new Run(
                end, exitCode, naming(out, file, other), naming(err, file, other), time, peakKib);
    }

    private static String naming(String text, Path file, Path other) {
        return text.replace(file.toString(), other.toString());
    }

    private boolean hasResults() {
        return RESULTS.matcher(out).find() && err.isEmpty();
    }

    boolean done() {
        return end == End.ANSWERED && (exitCode == 0 || exitCode == 1 && hasResults());
    }

    /** Does it say that nothing is missing? */
    boolean saysComplete() {
        return done() && COMPLETE.matcher(out + "\n" + err).find();
    }

    boolean printsTheSameAs(Run other) {
        return out.equals(other.out) && err.equals(other.err);
    }
}
