package dev.skbtrail.analyzer.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in a file, a report says so in a line or shows it. The short form of Fuzz. */
class FuzzTest {
    private static final int FILES_OF_EACH_KIND = 2;
    private static final int MADE = 20;
    private static final int STATISTICS = 8;

    /** One for each command. */
    private static final int TICKETS = 9;

    private final Cases cases = new Cases();

    @TempDir private Path directory;

    @Test
    void findsNothingInWhatReportsSay() {
        List<Case> all = new ArrayList<>(cases.mutated(FILES_OF_EACH_KIND));
        all.addAll(some(cases.made(), MADE));
        all.addAll(some(cases.statistics(1), STATISTICS));
        findsNothing(all, one -> List.copyOf(ReportOn.some(one.number(), 1)));
    }

    @Test
    void findsNothingInWhatIsWrittenForATicket() {
        List<Case> all = new ArrayList<>(some(cases.made(), TICKETS));
        all.addAll(cases.mutated(1));
        findsNothing(all, one -> TicketCommand.some(all.indexOf(one), 1));
    }

    private void findsNothing(List<Case> all, Function<Case, List<Command>> commands) {
        Campaign campaign = new Campaign(directory, cases.whole(), commands);
        Outcomes outcomes = campaign.run(all, 2);
        System.out.print(outcomes.table());
        assertEquals(
                "", lines(outcomes.findings()), "analyzer/bench/fuzz DIRECTORY CASE writes one");
    }

    private static List<Case> some(List<Case> cases, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> cases.get(i * cases.size() / count))
                .toList();
    }

    private static String lines(List<Finding> findings) {
        return findings.stream().map(finding -> finding + "\n").collect(Collectors.joining());
    }
}
