package dev.skbtrail.analyzer.trace;

import dev.skbtrail.analyzer.UserException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Checks a whole file and continues after an error: whether each page is as it was recorded, and
 * whether the rows match the footer's statistics.
 */
public final class Verification {
    private final TraceFile trace;
    private final List<String> checked = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private Verification(TraceFile trace) {
        this.trace = trace;
    }

    /** Checks a file, which may not be a trace at all. */
    public static Verification of(TraceFile trace, Limits limits) {
        Verification verification = new Verification(trace);
        try {
            trace.check();
            Footer footer = verification.pages();
            if (verification.problems.isEmpty()) {
                verification.statistics(footer, limits);
            } else {
                verification.checked.add("statistics: not compared with damaged rows");
            }
        } catch (Thrift.DamagedException | Pages.Damage e) {
            verification.problems.add("the footer is not as it was recorded");
        } catch (IOException e) {
            verification.problems.add("cannot be read: " + e.getMessage());
        } catch (UserException e) {
            verification.problems.add(e.getMessage());
        }
        return verification;
    }

    private Footer pages() throws IOException, Pages.Damage, Thrift.DamagedException {
        try (FileChannel file = FileChannel.open(trace.path(), StandardOpenOption.READ)) {
            ByteBuffer bytes = Checksum.footer(file);
            Checksum.Whole whole = Checksum.whole(file, bytes);
            Footer footer = Footer.read(bytes, Checksum.begin(file, bytes));
            checked.add(
                    String.format(
                            Locale.ROOT,
                            "rows: %,d; row groups: %,d",
                            footer.rows(),
                            footer.groups().size()));
            checked.add(
                    "checksum of the whole file: "
                            + switch (whole) {
                                case RIGHT -> "right";
                                case WRONG -> "wrong";
                                case NONE -> "none";
                            });
            Pages pages =
                    Pages.check(
                            file,
                            footer,
                            damage ->
                                    problems.add(
                                            damage.getMessage() + " is not as it was recorded"));
            checked.add(
                    String.format(
                            Locale.ROOT,
                            "pages: %,d with a right checksum, %,d without one",
                            pages.right(),
                            pages.unchecked()));
            if (whole == Checksum.Whole.WRONG && problems.isEmpty()) {
                problems.add(
                        pages.unchecked() > 0
                                ? Checksum.CHANGED
                                : "the pages are as they were recorded, the footer is not");
            }
            return footer;
        }
    }

    private void statistics(Footer footer, Limits limits) {
        try (TraceDatabase database = TraceDatabase.open(List.of(trace), limits)) {
            StatisticsCheck check = new StatisticsCheck(database, footer);
            problems.addAll(check.problems());
            checked.add(
                    String.format(
                            Locale.ROOT,
                            "statistics: of %,d column chunks %,d compared with all rows, %,d believed"
                                    + " to be empty",
                            footer.chunks().size(),
                            check.compared(),
                            check.empty()));
        }
    }

    /** What was checked, in a few lines. */
    public List<String> checked() {
        return checked;
    }

    /** The problems, one line each. */
    public List<String> problems() {
        return problems;
    }
}
