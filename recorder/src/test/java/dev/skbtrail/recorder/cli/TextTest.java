package dev.skbtrail.recorder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.recorder.capability.BackendType;
import dev.skbtrail.recorder.event.LossCause;
import dev.skbtrail.recorder.load.KernelLimits;
import dev.skbtrail.recorder.recording.DropSite;
import dev.skbtrail.recorder.recording.DumpCause;
import dev.skbtrail.recorder.recording.FlightRule;
import dev.skbtrail.recorder.recording.Progress;
import dev.skbtrail.recorder.recording.RecordingSummary;
import dev.skbtrail.recorder.recording.WrittenDump;
import dev.skbtrail.recorder.recording.WrittenParts;
import dev.skbtrail.recorder.trigger.Fired;
import dev.skbtrail.recorder.trigger.Trigger;
import dev.skbtrail.recorder.trigger.TriggerText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
    private static final Path FILE = Path.of("t.parquet");
    private static final String NEXT =
            "next: skbtrail explain t.parquet; skbtrail drops t.parquet\n";
    private static final List<DropSite> DROPS =
            List.of(
                    new DropSite(18, "NETFILTER_DROP", "nf_hook_slow"),
                    new DropSite(7, "", "tcp_v4_rcv"),
                    new DropSite(1, "A", "a"),
                    new DropSite(1, "B", "b"),
                    new DropSite(1, "C", "c"),
                    new DropSite(1, "D", "d"));

    private final StringWriter text = new StringWriter();
    private final PrintWriter err = new PrintWriter(text, true);

    @ParameterizedTest
    @CsvSource({
        "1, 32 MB",
        "2, 32 MB",
        "4, 32 MB",
        "6, 16 MB",
        "16, 8.0 MB",
        "64, 4.0 MB",
        "512, 4.0 MB"
    })
    void sharesMemoryAmongTheRingsOfManyCpus(int cpus, String size) {
        assertEquals(size, new ByteCount(KernelLimits.defaultRingBytes(cpus)).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "0.1s, PT0.1S",
        "1.5h, PT1H30M",
        "999999999h, PT999999999H",
        "10s, PT10S",
        "2m, PT2M",
        "90m, PT90M"
    })
    void readsDurations(String written, Duration duration) {
        assertEquals(duration, DurationText.parse(written));
    }

    @ParameterizedTest
    @CsvSource({"PT0.06S, 0.1s", "PT59.9S, 59.9s", "PT62S, 1m02s", "PT3723S, 1h02m03s"})
    void showsDurations(Duration duration, String shown) {
        assertEquals(shown, DurationText.show(duration));
    }

    @ParameterizedTest
    @CsvSource({
        "4096, 4096",
        "4k, 4096",
        "8M, 8388608",
        "8m, 8388608",
        "2G, 2147483648",
        "16MB, 16777216",
        "4kB, 4096",
        "512B, 512"
    })
    void readsSizes(String written, long bytes) {
        assertEquals(bytes, ByteCount.parse(written).bytes());
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "1023, 1023 B", "4300, 4.2 kB", "16777216, 16 MB", "8589934592, 8.0 GB"})
    void showsSizes(long bytes, String shown) {
        assertEquals(shown, new ByteCount(bytes).toString());
    }

    @Test
    void saysOnlyTheBeginningWhereThereIsNoTerminal() {
        ProgressLine line =
                new ProgressLine(
                        err, false, "recording to t.parquet; Ctrl-C ends it", false, () -> {});
        line.onAttached(List.of());
        line.onProgress(progress(1));
        line.onProgress(progress(2));
        line.clear();
        assertEquals("recording to t.parquet; Ctrl-C ends it\n", text.toString());
    }

    @Test
    void writesOneLineOverAndOverOnATerminal() {
        ProgressLine line =
                new ProgressLine(
                        err, true, "recording to t.parquet; Ctrl-C ends it", false, () -> {});
        line.onAttached(List.of());
        line.onProgress(progress(1234));
        line.onProgress(progress(1235));
        line.clear();
        assertEquals(
                """
                recording to t.parquet; Ctrl-C ends it
                \r\033[K1,234 events  7 packets  3 lost  4.2 kB  1.5s\r\033[K""",
                text.toString());
    }

    @Test
    void saysWhatWasRecordedAndHowToLoseLess() {
        SummaryText.print(err, FILE, summary(0, 0, RecordingSummary.NO_STATUS), 8 << 20);
        SummaryText.print(err, FILE, summary(30, 5000, 7), 8 << 20);
        String line =
                "t.parquet: 1,000 events of 20 packets in 1.5s, 4.2 kB"
                        + " (fentry; 60 probes, 2 refused; ended by duration)\n";
        assertEquals(
                line
                        + NEXT
                        + line
                        + "attaching took 5.0s, detaching 2.5s\n"
                        + "the command's exit code was 7\n"
                        + "30 other packets were forgotten\n"
                        + "29 frees that the kernel calls drops: 18 NETFILTER_DROP in nf_hook_slow, 7 in tcp_v4_rcv, 1 A in a,"
                        + " 1 B in b, 1 C in c, 1 elsewhere\n"
                        + "30 events were not printed, for they came too fast; the trace has them\n"
                        + NEXT
                        + "WARNING: 5,000 lost, ring full: use a narrower filter, or a larger"
                        + " --buffer-size than 8.0 MB\n"
                        + "WARNING: 90 lost, not held back: use a narrower filter\n",
                text.toString());
    }

    @Test
    void saysWhatWritesOutTheWindow() {
        List<Trigger> triggers = List.of(TriggerText.parse("drop:5/s", time -> null));
        FlightRule rule = new FlightRule(Duration.ofSeconds(60), 100 << 20, 9, triggers);
        assertEquals(
                "recording the newest 1m00s to t.*.parquet; Ctrl-C ends it\n"
                        + "written out to t.TIME on: drop:5/s, SIGUSR1 (kill -USR1 7); 9 of these"
                        + " are kept, in all at most 1000 MB",
                FlightText.start(FILE, rule, 7));
    }

    @Test
    void saysWhyItWroteOutTheWindow() {
        Path dump = Path.of("t.20261201T061454Z");
        Fired drop = new Fired("drop", 0, 63, "NO_SOCKET at udp_rcv");
        assertEquals(
                "drop: NO_SOCKET at udp_rcv, packet 63, and 2 more; the 1m01s before it are"
                        + " in t.20261201T061454Z, 4.2 kB; deleted t.1",
                FlightText.dump(
                        new WrittenDump(
                                dump,
                                new DumpCause(drop, 2),
                                7,
                                4300,
                                Duration.ofSeconds(61),
                                Path.of("t.1"))));
        Fired signal = new Fired("SIGUSR1", 0, Fired.NO_PACKET, "");
        assertEquals(
                "SIGUSR1; the 2.0s before it are in t.20261201T061454Z, 0 B",
                FlightText.dump(
                        new WrittenDump(
                                dump,
                                new DumpCause(signal, 0),
                                1,
                                0,
                                Duration.ofSeconds(2),
                                null)));
    }

    @Test
    void namesTheDumpsThatAreThere() {
        WrittenParts dumps = new WrittenParts(true, 5, 3, Path.of("t.1"), Path.of("t.5"));
        SummaryText.print(err, FILE, summary(0, 0, RecordingSummary.NO_STATUS, dumps), 8 << 20);
        assertTrue(text.toString().startsWith("3 dumps (of 5), t.1 to t.5: "), text::toString);
        assertTrue(text.toString().endsWith(NEXT.replace("t.parquet", "t.5")), text::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, t.1.parquet, '1 part, t.1.parquet'",
        "3, 3, t.1.parquet, '3 parts, t.1.parquet to t.9.parquet'",
        "1234, 2, t.8.parquet, '2 parts (the last of 1,234), t.8.parquet to t.9.parquet'",
        "5, 1, t.9.parquet, '1 part (the last of 5), t.9.parquet'"
    })
    void namesThePartsThatAreThere(int written, int kept, Path first, String named) {
        Path last = kept == 1 ? first : Path.of("t.9.parquet");
        WrittenParts parts = new WrittenParts(false, written, kept, first, last);
        SummaryText.print(err, FILE, summary(0, 0, RecordingSummary.NO_STATUS, parts), 8 << 20);
        assertEquals(
                named
                        + ": 1,000 events of 20 packets in 1.5s, 4.2 kB"
                        + " (fentry; 60 probes, 2 refused; ended by duration)\n"
                        + NEXT.replace("t.parquet", "t.*.parquet"),
                text.toString());
    }

    @Test
    void quotesTheFileForAShell() {
        assertEquals("'a b/t'.*.parquet", SummaryText.allParts(Path.of("a b/t.parquet")));
        assertEquals("a/b-1.parquet", SummaryText.quoted(Path.of("a/b-1.parquet")));
        assertEquals("'it'\\''s here'", SummaryText.quoted(Path.of("it's here")));
    }

    @Test
    void hasAnAdviceOfItsOwnForEveryCauseOfALoss() {
        for (LossCause cause : LossCause.values()) {
            boolean ring = LossAdvice.of(cause, 8 << 20).contains("--buffer-size");
            assertEquals(cause == LossCause.RING_FULL, ring, cause.text());
        }
    }

    private static Progress progress(long events) {
        return new Progress(events, 7, 3, 4300, Duration.ofMillis(1500), 1);
    }

    private static RecordingSummary summary(long forgotten, long lost, int status) {
        return summary(forgotten, lost, status, null);
    }

    private static RecordingSummary summary(
            long forgotten, long lost, int status, WrittenParts parts) {
        return new RecordingSummary(
                BackendType.FENTRY,
                60,
                2,
                Duration.ofMillis(lost),
                Duration.ofMillis(lost / 2),
                1000,
                20,
                forgotten,
                lost == 0
                        ? Map.of()
                        : new EnumMap<>(
                                Map.of(
                                        LossCause.NOT_HELD_BACK,
                                        3 * forgotten,
                                        LossCause.RING_FULL,
                                        lost)),
                lost == 0 ? List.of() : DROPS,
                forgotten,
                4300,
                parts,
                Duration.ofMillis(1500),
                "duration",
                status);
    }
}
