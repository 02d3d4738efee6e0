package dev.skbtrail.analyzer.rule;

import dev.skbtrail.analyzer.render.Cells;
import dev.skbtrail.analyzer.report.Unit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a rule found: one row of its SQL, in words.
 *
 * @param certainty certain, likely or possible
 * @param sentence the cause
 * @param first first occurrence, in ns since the start of the trace
 * @param last last occurrence, likewise
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

    /** Most important first; deterministic, whatever the order of the rules. */
    static final Comparator<Finding> ORDER =
            Comparator.comparing((Finding finding) -> finding.rule().level())
                    .thenComparing(finding -> CERTAINTIES.indexOf(finding.certainty()))
                    .thenComparing(Comparator.comparing(Finding::packets).reversed())
                    .thenComparing(Finding::first)
                    .thenComparing(Finding::sentence);

    /** The evidence: number of packets, time range, and some packet numbers. */
    public String seen() {
        String times =
                first == last ? "at " + time(first) : "from " + time(first) + " to " + time(last);
        String numbers = evidence.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return String.join("; ", count(), times, "packet " + numbers);
    }

    /** Number of packets and of flows. */
    String count() {
        String counted = counted(packets, "packet");
        return flows == 0 ? counted : counted + " of " + counted(flows, "flow");
    }

    private static String counted(long count, String what) {
        return Cells.text(count, Unit.COUNT) + " " + what + (count == 1 ? "" : "s");
    }

    private static String time(long offset) {
        return Cells.text(offset, Unit.OFFSET);
    }
}
