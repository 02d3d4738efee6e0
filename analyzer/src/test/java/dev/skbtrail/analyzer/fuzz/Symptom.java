package dev.skbtrail.analyzer.fuzz;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What may be wrong with a run. */
enum Symptom {
    /** The process ended: a signal, an abort, System.exit. */
    CRASH,
    /** No answer within a minute of processor time, or ten minutes. */
    SILENCE,
    /** An exception that nobody made a line of. */
    STACK_TRACE,
    /** A character that a terminal obeys, or does not show, on either stream. */
    CONTROL_CHARACTER,
    /** More than 20 s. */
    SLOW,
    /** More than 1.5 GB. */
    LARGE,
    /** Neither done (0), nor refused (1, 2) in words of ours. */
    BAD_REFUSAL,
    /** "complete" of a trace that is not. */
    WRONG_COMPLETE,
    /** Other rows than those of the file that was damaged, and still "complete". */
    CHANGED,
    /** A file that is not what it should be, is there after a refusal, or is one too many. */
    BAD_FILE;

    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final long LARGEST_KIB = 1_500_000_000L / 1024;
    private static final Pattern TRACE = Pattern.compile("(?m)^\\s+at [\\w.$/]+\\(|^Exception in ");
    private static final Pattern JARGON =
            Pattern.compile("TProtocolException|INTERNAL Error|FATAL Error|java\\.|org\\.duckdb");

    /**
     * What is wrong with this one.
     *
     * @param whole the same command with the file that was damaged; null when there is none
     */
    static Set<Symptom> of(Run run, Expectation expected, Run whole) {
        if (run.end() != Run.End.ANSWERED) {
            return EnumSet.of(run.end() == Run.End.DIED ? CRASH : SILENCE);
        }
        Set<Symptom> symptoms = EnumSet.noneOf(Symptom.class);
        add(symptoms, STACK_TRACE, TRACE.matcher(run.err()).find());
        add(symptoms, CONTROL_CHARACTER, control(run) >= 0);
        add(symptoms, BAD_FILE, !run.written().problem().isEmpty());
        add(symptoms, SLOW, run.time().compareTo(LONGEST) > 0);
        add(symptoms, LARGE, run.peakKib() > LARGEST_KIB);
        add(symptoms, BAD_REFUSAL, isBadRefusal(run));
        add(symptoms, WRONG_COMPLETE, expected == Expectation.INCOMPLETE && run.saysComplete());
        add(
                symptoms,
                CHANGED,
                expected == Expectation.SAME && run.saysComplete() && !run.printsTheSameAs(whole));
        return symptoms;
    }

    private static void add(Set<Symptom> symptoms, Symptom symptom, boolean present) {
        if (present) {
            symptoms.add(symptom);
        }
    }

    private static boolean isBadRefusal(Run run) {
        boolean jargon = JARGON.matcher(run.err()).find();
        if (run.done() || jargon) {
            // Of a script, some reports may have been refused.
            return jargon;
        }
        long refusals = run.err().lines().filter(line -> line.startsWith("skbtrail: ")).count();
        return run.exitCode() > 2 || refusals != 1;
    }

    /** The first character that must not be printed; -1 for none. */
    static int control(Run run) {
        return (run.out() + run.err())
                .codePoints()
                .filter(c -> c != '\n' && isControl(c))
                .findFirst()
                .orElse(-1);
    }

    /** Has a text, of several lines perhaps, a character that must not be shown? */
    static boolean hasControl(String text) {
        return text.codePoints().anyMatch(c -> c != '\n' && isControl(c));
    }

    private static boolean isControl(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    true;
            default -> false;
        };
    }
}
