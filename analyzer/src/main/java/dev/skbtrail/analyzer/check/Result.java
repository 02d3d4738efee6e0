package dev.skbtrail.analyzer.check;

import java.util.List;

/**
 * The result of an assertion.
 *
 * @param violations the first violations, in words
 * @param count number of all violations
 * @param skipped why the assertion could not be decided or was not asked for; "" if it was checked
 */
public record Result(Assertion assertion, List<String> violations, long count, String skipped) {
    /** Whether it holds or was left undecided. */
    public boolean passed() {
        return count == 0;
    }
}
