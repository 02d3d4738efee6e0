package dev.skbtrail.analyzer.fuzz;

/**
 * The file that a command wrote.
 *
 * @param text what is the same whenever the trace is the same
 * @param complete does it say that nothing is missing from the trace?
 * @param problem what is wrong with it; empty for nothing
 */
record Written(String text, boolean complete, String problem) {
    static final Written NOTHING = new Written("", false, "");

    static Written wrong(String problem) {
        return new Written("", false, problem);
    }
}
