package dev.skbtrail.analyzer.rule;

import java.util.Comparator;
import java.util.List;

/**
 * What a rule found: one row of its SQL, in words.
 *
 * @param certainty certain, likely or possible
 * @param sentence the cause
 * @param first when it was seen first, in ns since the start of the trace
 * @param last when it was seen last, likewise
 * @param evidence numbers of packets that show it
 */
public record Finding(
        Rule rule,
        String certainty,
        String sentence,
        long packets,
        long flows,
        long first,
        long last,
        List<Long> evidence,
        List<String> confirm,
        List<String> change,
        List<String> reports) {
    private static final List<String> CERTAINTIES = List.of("certain", "likely", "possible");

    /** Most important first; and always the same, whatever the order of the rules. */
    static final Comparator<Finding> ORDER =
            Comparator.comparing((Finding finding) -> finding.rule().level())
                    .thenComparing(finding -> CERTAINTIES.indexOf(finding.certainty()))
                    .thenComparing(Comparator.comparing(Finding::packets).reversed())
                    .thenComparing(Finding::first)
                    .thenComparing(Finding::sentence);
}
