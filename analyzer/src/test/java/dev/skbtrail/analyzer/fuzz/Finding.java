package dev.skbtrail.analyzer.fuzz;

import java.util.Set;

/** What was wrong with one command on one file. */
record Finding(Case of, Command command, Set<Symptom> symptoms, Run run) {
    private static final int LONGEST = 160;

    /** One line, that may hold nothing of what the file brought. */
    @Override
    public String toString() {
        String detail =
                switch (symptoms.iterator().next()) {
                    case CRASH -> "exit code " + run.exitCode();
                    case SILENCE, SLOW -> run.time().toMillis() + " ms";
                    case CONTROL_CHARACTER -> String.format("U+%04X", Symptom.control(run));
                    case LARGE -> run.peakKib() / 1024 + " MiB";
                    case STACK_TRACE, BAD_REFUSAL -> run.exitCode() + ": " + run.err();
                    case BAD_FILE -> run.written().problem();
                    case WRONG_COMPLETE, CHANGED -> "";
                };
        String line = of.id() + " (" + of.what() + "), " + command + ": " + symptoms + " " + detail;
        String plain = line.replaceAll("[^ -~]+", " ");
        return plain.length() > LONGEST * 2 ? plain.substring(0, LONGEST * 2) + "..." : plain;
    }
}
