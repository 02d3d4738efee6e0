package dev.skbtrail.analyzer.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The long form, started by {@code analyzer/bench/fuzz}. */
final class Fuzz {
    private static final int EVERY = 0;
    private static final int ON_AN_EDIT = 3;

    /** What is run on each file. */
    enum Kind {
        /** Reports, and what else prints what a trace says. */
        REPORTS,
        /** What makes something for a ticket. */
        TICKET
    }

    private Fuzz() {}

    /**
     * @param args directory, files of each kind of mutation, edits of the statistics of each
     *     column, commands on each file (0: every one, but three on each edit of the statistics),
     *     processes, cases to leave out, reports or ticket; or: directory, case
     */
    public static void main(String[] args) throws IOException {
        Path directory = Files.createDirectories(Path.of(args[0]).toAbsolutePath());
        if (args.length == 2) {
            Case.Made made = new Cases().find(args[1]).make(directory);
            System.out.println(made.file() + ": expected " + made.expectation());
            return;
        }
        int count = Integer.parseInt(args[3]);
        Kind kind = Kind.valueOf(args[6].toUpperCase(Locale.ROOT));
        Cases cases = new Cases();
        List<Case> all = new ArrayList<>(cases.made());
        all.addAll(cases.mutated(Integer.parseInt(args[1])));
        all.addAll(cases.statistics(Integer.parseInt(args[2])));
        // Whoever has no time for all of it stops it, and has seen something of everything.
        Collections.shuffle(all, new Random(all.size()));
        int first = Integer.parseInt(args[5]);
        List<Case> rest = all.subList(first, all.size());
        Campaign campaign =
                new Campaign(directory, cases.whole(), one -> commands(kind, one, count));
        Outcomes outcomes = campaign.outcomes();
        outcomes.listen(finding -> System.err.println(finding));
        int processes = Integer.parseInt(args[4]);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> print(campaign, first, processes, all.size())));
        campaign.run(rest, processes);
    }

    private static void print(Campaign campaign, int first, int processes, int count) {
        System.out.print(campaign.outcomes().table());
        int next = Math.min(count, first + campaign.begun());
        if (next < count) {
            next = Math.max(first, next - processes);
        }
        System.out.printf("%ncases %d to %d of %d; FROM=%d goes on%n", first, next, count, next);
    }

    /** 60 edits of a column meet each report three times or more. */
    private static List<Command> commands(Kind kind, Case one, int count) {
        boolean all = count == EVERY && !one.group().startsWith(Cases.STATISTICS);
        int some = count == EVERY ? ON_AN_EDIT : count;
        return switch (kind) {
            case REPORTS ->
                    Script.of(all ? ReportOn.all(one.number()) : ReportOn.some(one.number(), some));
            case TICKET ->
                    all
                            ? TicketCommand.ofEachKind(one.number())
                            : TicketCommand.some(one.number(), some);
        };
    }
}
