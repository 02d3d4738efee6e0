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
 * @param written its file, where it writes one
 */
record Run(
        End end,
        int exitCode,
        String out,
        String err,
        Duration time,
        long peakKib,
        Written written) {
    private static final Pattern COMPLETE =
            Pattern.compile("(?m)^(# |  state +|- state: )?complete\\b");

    /** What check prints, whether an assertion fails (1) or not. */
    private static final Pattern RESULTS = Pattern.compile("\\ATAP version 14\n|\\A<\\?xml ");

    /** The last line of each script for the shell: what is before it may fail. */
    private static final String END_OF_SCRIPT = "\nthe end\n";

    /** How a command ends. */
    enum End {
        ANSWERED,
        DIED,
        SILENT
    }

    Run(End end, int exitCode, String out, String err, Duration time, long peakKib) {
        this(end, exitCode, out, err, time, peakKib, Written.NOTHING);
    }

    Run measured(Duration took, long peak) {
        return new Run(end, exitCode, out, err, took, peak, written);
    }

    /** With the file that it wrote. */
    Run writing(Written file) {
        return new Run(end, exitCode, out, err, time, peakKib, file);
    }

    /** The same as if the file had another name. */
    Run naming(Path file, Path other) {
        return new Run(
                end,
                exitCode,
                naming(out, file, other),
                naming(err, file, other),
                time,
                peakKib,
                new Written(
                        naming(written.text(), file, other),
                        written.complete(),
                        written.problem()));
    }

    private static String naming(String text, Path file, Path other) {
        return text.replace(file.toString(), other.toString());
    }

    private boolean hasResults() {
        return RESULTS.matcher(out).find() && err.isEmpty() || out.endsWith(END_OF_SCRIPT);
    }

    /** A script, of which the shell has refused some lines and said so. */
    boolean isPartlyRefused() {
        return done() && exitCode == 1 && out.endsWith(END_OF_SCRIPT);
    }

    boolean done() {
        return end == End.ANSWERED && (exitCode == 0 || exitCode == 1 && hasResults());
    }

    /** Does it say that nothing is missing? */
    boolean saysComplete() {
        return done() && (written.complete() || COMPLETE.matcher(out + "\n" + err).find());
    }

    /** What a script does not print it has refused. */
    boolean printsTheSameAs(Run other) {
        return isPartlyRefused()
                || out.equals(other.out)
                        && err.equals(other.err)
                        && written.text().equals(other.written.text());
    }
}
