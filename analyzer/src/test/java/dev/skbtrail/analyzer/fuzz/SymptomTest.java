package dev.skbtrail.analyzer.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong is seen. */
class SymptomTest {
    private static final Run WHOLE = run(0, "complete: 0 events lost\na 1\n", "");

    @Test
    void letsPassWhatIsRight() {
        assertSymptoms(Set.of(), WHOLE, Expectation.SAME);
        assertSymptoms(Set.of(), run(1, "", "skbtrail: t: damaged\n"), Expectation.SAME);
        assertSymptoms(Set.of(), run(0, "TRACE INCOMPLETE\nb\n", ""), Expectation.INCOMPLETE);
    }

    @Test
    void seesAProcessThatDiedOrSaysNothing() {
        Run died = new Run(Run.End.DIED, 134, "", "", Duration.ZERO, 0);
        Run silent = new Run(Run.End.SILENT, 0, "", "", Duration.ZERO, 0);
        assertSymptoms(Set.of(Symptom.CRASH), died, Expectation.ANY);
        assertSymptoms(Set.of(Symptom.SILENCE), silent, Expectation.ANY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001b", "\r", "\u007f", "\u0085", "\u202e", "\u200b", "\udb40\udc41"})
    void seesWhatSteersATerminal(String character) {
        assertSymptoms(Set.of(Symptom.CONTROL_CHARACTER), run(0, character, ""), Expectation.ANY);
        assertSymptoms(Set.of(Symptom.CONTROL_CHARACTER), run(0, "", character), Expectation.ANY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "skbtrail: a\nskbtrail: b\n", "skbtrail: TProtocolException: x\n"})
    void seesARefusalThatHelpsNobody(String err) {
        assertSymptoms(Set.of(Symptom.BAD_REFUSAL), run(1, "", err), Expectation.ANY);
    }

    @Test
    void seesAStackTrace() {
        Run run = run(1, "", "skbtrail: x\n\tat dev.skbtrail.Main.run(Main.java:1)\n");
        assertSymptoms(
                Set.of(Symptom.STACK_TRACE, Symptom.CONTROL_CHARACTER), run, Expectation.ANY);
    }

    @Test
    void seesWhatTakesTooMuch() {
        Run slow = WHOLE.measured(Duration.ofSeconds(21), 0);
        Run large = WHOLE.measured(Duration.ZERO, 1_500_000);
        assertSymptoms(Set.of(Symptom.SLOW), slow, Expectation.SAME);
        assertSymptoms(Set.of(Symptom.LARGE), large, Expectation.SAME);
    }

    @Test
    void seesAWrongComplete() {
        assertSymptoms(Set.of(Symptom.WRONG_COMPLETE), WHOLE, Expectation.INCOMPLETE);
        Run other = run(0, "a 2\n", "complete: 0 events lost\n");
        assertSymptoms(Set.of(Symptom.CHANGED), other, Expectation.SAME);
    }

    /** A shell goes on after a line that it refuses; the parts of a script are then asked alone. */
    @Test
    void takesNoRefusalInAScriptForAChange() {
        String end = "complete: 0 events lost\n\nshell\n-----\nthe end\n";
        Run refused = run(1, end, "page 3 is damaged\n");
        assertSymptoms(Set.of(), refused, Expectation.SAME);
        assertTrue(refused.isPartlyRefused());
        assertSymptoms(Set.of(Symptom.CHANGED), run(0, end, ""), Expectation.SAME);
        Run jargon = run(1, end, "INTERNAL Error: x\n");
        assertSymptoms(Set.of(Symptom.BAD_REFUSAL), jargon, Expectation.SAME);
    }

    private static void assertSymptoms(Set<Symptom> symptoms, Run run, Expectation expected) {
        assertEquals(symptoms, Symptom.of(run, expected, WHOLE));
    }

    private static Run run(int exitCode, String out, String err) {
        return new Run(Run.End.ANSWERED, exitCode, out, err, Duration.ZERO, 0);
    }
}
