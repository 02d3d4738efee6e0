package dev.skbtrail.analyzer.check;

import java.util.List;

/**
 * What became of an assertion.
 *
 * @param violations the first ones, in words
 * @param count of all violations
 * @param skipped why it could not be decided, or was not asked for; "" when it was
 */
public record Result(Assertion assertion, List<String> violations, long count, String skipped) {
    /** Does it hold, or was it left open? */
    public boolean passed() {
        return count == 0;
    }
}
