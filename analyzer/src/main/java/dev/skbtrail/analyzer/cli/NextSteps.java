package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.text.Shell;
import java.util.List;

/** Suggests what to do with a trace when the command line names a trace and nothing else. */
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
