package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.text.Shell;
import java.util.List;

/** What to do with a trace, for who names one and nothing else. */
final class NextSteps {
    private NextSteps() {}

    static List<String> lines(String trace) {
        String quoted = Shell.quoted(trace);
        return List.of(
                "skbtrail: say what to do with " + trace + ":",
                "  skbtrail explain " + quoted + "    what is wrong, and what to change",
                "  skbtrail summary " + quoted + "    what is in it",
                "  skbtrail shell " + quoted + "      ask one thing after the other",
                "  skbtrail list" + " ".repeat(quoted.length() + 7) + "all reports");
    }
}
