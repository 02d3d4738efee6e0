package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code skbtrail compare}: differences between the recordings themselves are not reported. */
class CompareTest {
    private static final Path HEALTHY =
            SyntheticTrace.root().resolve("sample-traces/healthy/trace.parquet");

    private static final String COPY =
            """
            INSERT INTO event BY NAME FROM read_parquet('%1$s');
            INSERT INTO metadata
            SELECT decode(key), decode(value)
            FROM parquet_kv_metadata('%1$s')
            WHERE decode(key) LIKE 'skbtrail.%%'
                AND decode(key) NOT IN ('skbtrail.counters', 'skbtrail.checksum');
            """
                    .formatted(HEALTHY);

    private static final String WITHOUT_FUNCTION =
            """
            DELETE FROM event WHERE function = 'ip_forward_finish';
            CREATE TABLE numbered AS
            SELECT * REPLACE (row_number() OVER (PARTITION BY packet ORDER BY seq) - 1 AS seq)
            FROM event WHERE packet IS NOT NULL;
            DELETE FROM event;
            INSERT INTO event FROM numbered;
            """;

    private static final String NOT_ATTACHED =
            """
            INSERT INTO metadata
            SELECT key, replace(value, '"ip_forward_finish"', '"another_function"')
            FROM metadata WHERE key = 'skbtrail.probes' ORDER BY rowid DESC LIMIT 1;
            """;

    @TempDir private Path directory;

    /** A copy of the healthy trace, modified by SQL. */
    private Path copy(String name, String sql) {
        return SyntheticTrace.write(
                directory,
                name,
                "packet, seq",
                connection -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute(COPY + sql);
                    }
                });
    }

    private static String compare(Object... words) {
        Object[] all = new Object[words.length + 1];
        all[0] = "compare";
        System.arraycopy(words, 0, all, 1, words.length);
        Cli.Result result = Cli.run(all);
        assertEquals(0, result.exitCode(), result.err());
        return result.out();
    }

    @Test
    void findsNothingBetweenATraceAndItsCopyAndSaysWhatThatMeans() {
        String out = compare(HEALTHY, copy("copy", ""));
        assertTrue(out.contains("\nNo difference that 566 and 566 packets could show.\n"), out);
        assertTrue(out.contains("A drop that GOOD does not have would show from "), out);
        assertFalse(out.contains("1. "), out);
    }

    @Test
    void missesNoFunctionThatOneRecorderDidNotAttach() {
        String seen = compare(HEALTHY, copy("less", WITHOUT_FUNCTION));
        assertTrue(
                seen.contains("Path after nf_hook_slow:return, time 2: ip_output instead of"),
                seen);
        String apart = compare(HEALTHY, copy("apart", WITHOUT_FUNCTION + NOT_ATTACHED));
        assertTrue(apart.contains("One trace alone has 2 of the functions"), apart);
        assertTrue(apart.contains("No difference that"), apart);
    }

    @Test
    void comparesNoTimesOfDifferentBackEnds() {
        String slower = "UPDATE event SET ts = ts + to_milliseconds(CAST(seq AS BIGINT));";
        String seen = compare(HEALTHY, copy("slow", slower));
        assertTrue(seen.contains(": Time "), seen);
        String other = "INSERT INTO metadata VALUES ('skbtrail.backend', 'kprobe');";
        String apart = compare(HEALTHY, copy("other", slower + other));
        assertTrue(apart.contains("The back-ends differ (fentry and kprobe)"), apart);
        assertFalse(apart.contains(": Time "), apart);
    }

    @Test
    void countsTimeFromTheStartOfEachTrace() {
        String later =
                "UPDATE event SET ts = ts + to_days(1);"
                        + " INSERT INTO metadata SELECT key, CAST(value AS BIGINT) + 86400000000000"
                        + " FROM metadata WHERE key IN ('skbtrail.start', 'skbtrail.stop')"
                        + " AND length(value) > 12;";
        String out = compare(HEALTHY, copy("later", later), "--since", "4s", "--until", "6s");
        String[] sides =
                out.lines().filter(line -> line.matches("(GOOD|BAD): .*")).toArray(String[]::new);
        String good = sides[0].replaceAll(".*: ([\\d,]+ packets).*", "$1");
        assertFalse(good.equals("566 packets"), out);
        assertEquals(good, sides[1].replaceAll(".*: ([\\d,]+ packets).*", "$1"), out);
    }

    @Test
    void takesSeveralTracesOnEachSideAndNamesTheFileOfAPacket() {
        Path blocked = SyntheticTrace.root().resolve("sample-traces/udp-blocked/trace.parquet");
        directory.resolve("good").toFile().mkdir();
        Path good = directory.resolve("good");
        SyntheticTrace.write(good, "one", SyntheticTrace.script("router"));
        SyntheticTrace.write(good, "two", SyntheticTrace.script("router"));
        String out = compare(good, blocked);
        // The kernel versions differ, so the cause is compared.
        assertTrue(out.contains("1. likely: Drop netfilter rule: more often in BAD"), out);
        assertTrue(out.contains("; packet 2 of trace.parquet, 4 of"), out);
    }

    /** A function that has disappeared is found in the sample, a fate among all packets. */
    @Test
    void comparesASampleOfWhatTakesManyEventsAndSaysSo() {
        Path bad = copy("less", WITHOUT_FUNCTION);
        String all = compare(HEALTHY, bad, "--sample", 0);
        String sample = compare(HEALTHY, bad, "--sample", 16_000);
        Matcher taken =
                Pattern.compile("are of a sample: ([0-9]+) of 1,132 packets.").matcher(sample);
        assertFalse(all.contains("are of a sample"), all);
        assertTrue(taken.find(), sample);
        int packets = Integer.parseInt(taken.group(1));
        assertTrue(packets > 300 && packets < 800, sample);
        assertTrue(sample.contains("1. "), sample);
        assertEquals(firstDifference(all), firstDifference(sample));
        String few = compare(HEALTHY, bad, "--sample", 1);
        assertFalse(few.contains("1. "), few);
    }

    private static String firstDifference(String out) {
        return out.lines().filter(line -> line.startsWith("1. ")).findFirst().orElseThrow();
    }

    @Test
    void refusesATraceThatIsOnBothSides() {
        Cli.Result same = Cli.run("compare", HEALTHY, HEALTHY.getParent());
        assertEquals(2, same.exitCode());
        assertTrue(same.err().contains("GOOD and BAD have a trace in common"), same.err());
        assertEquals(2, Cli.run("compare", HEALTHY).exitCode());
        assertEquals(1, Cli.run("compare", HEALTHY, directory.resolve("none")).exitCode());
    }
}
