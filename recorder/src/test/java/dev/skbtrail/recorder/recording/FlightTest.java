package dev.skbtrail.recorder.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.EventDecoder;
import dev.skbtrail.recorder.trigger.Fired;
import dev.skbtrail.recorder.trigger.Triggers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A window of two seconds, with a part for each second. */
class FlightTest extends PartsHarness {
    private static final Duration WINDOW = Duration.ofSeconds(2);

    private final DumpSchedule schedule = new DumpSchedule(WINDOW);
    private final List<WrittenDump> dumps = new ArrayList<>();

    private Flight flight;

    @Override
    void arrive() {
        ColumnBatch nothing = EventDecoder.newBatch(1);
        nothing.until = now;
        flight.before(batch -> {}).accept(nothing);
    }

    private Parts record(int keep) {
        return record(WINDOW, 0, keep);
    }

    private Parts record(Duration window, long bytes, int keep) {
        FlightRule rule = new FlightRule(window, bytes, keep, List.of());
        flight = new Flight(rule, directory.resolve("t.parquet"), schedule, () -> now, dumps::add);
        Parts parts = parts(rule.rotation(), flight);
        arrive();
        flight.arm(fired -> new Triggers(List.of(), null, function -> -1, fired));
        begin(parts);
        return parts;
    }

    /** An event a second. */
    private void record(Parts parts, int seconds) {
        for (int i = 0; i < seconds; i++) {
            event(parts);
            pass(parts, SECOND);
        }
    }

    private void fault(long packet) {
        schedule.fire(new Fired("drop", now, packet, "NO_SOCKET at udp_rcv"), now);
    }

    private static List<String> names(Path directory) throws Exception {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private List<String> stored(Path dump, String key) throws Exception {
        return rows(
                """
                SELECT decode(value) FROM parquet_kv_metadata('%s/*.parquet')
                WHERE decode(key) = 'skbtrail.%s' ORDER BY file_name
                """
                        .formatted(dump, key));
    }

    private String seconds(Path dump) throws Exception {
        return rows("""
                        SELECT count(*) || ' from ' || min(second) || ' to ' || max(second) FROM (
                            SELECT (epoch_ns(ts) - %d) // 1000000000 AS second
                            FROM read_parquet('%s/*.parquet'))
                        """
                        .formatted(START, dump))
                .get(0);
    }

    @Test
    void keepsTheWindowAndWritesItOutAfterATrigger() throws Exception {
        try (Parts parts = record(3)) {
            record(parts, 8);
            assertEquals(4, files().size());
            fault(8);
            event(parts);
            pass(parts, SECOND / 2);
            assertEquals(List.of(), dumps);
            pass(parts, SECOND / 2);
            Path dump = directory.resolve("t.20261201T061502Z");
            assertEquals(dump, dumps.get(0).directory());
            assertTrue(dumps.get(0).before().compareTo(WINDOW) >= 0);
            assertEquals("4 from 5 to 8", seconds(dump));
            assertEquals(
                    List.of(
                            "{\"trigger\":\"drop\",\"time\":%d,\"packet\":8,"
                                            .formatted(START + 8 * SECOND)
                                    + "\"what\":\"NO_SOCKET at udp_rcv\",\"again\":0}"),
                    stored(dump, "trigger"));
            assertEquals("trigger", stored(dump, "stop_reason").get(3));
            record(parts, 1);
            assertEquals(1, dumps.size());
            finish(parts);
        }
    }

    @Test
    void endsWithADumpAndNothingElse() throws Exception {
        try (Parts parts = record(3)) {
            record(parts, 3);
            fault(3);
            event(parts);
            finish(parts);
            assertEquals(
                    new DumpCause(new Fired("drop", now, 3, "NO_SOCKET at udp_rcv"), 0),
                    dumps.get(0).cause());
            Path dump = dumps.get(0).directory();
            assertEquals(List.of(dump.getFileName().toString()), files());
            assertEquals("4 from 0 to 3", seconds(dump));
            assertEquals(new WrittenParts(true, 1, 1, dump, dump), parts.written());
        }
    }

    /** Nothing happens, and somebody wants to know that. */
    @Test
    void writesOutAQuietWindow() throws Exception {
        try (Parts parts = record(3)) {
            pass(parts, 100 * SECOND);
            schedule.fire(new Fired("SIGUSR1", now, Fired.NO_PACKET, ""), now);
            pass(parts, SECOND);
            assertEquals(1, dumps.get(0).parts());
            assertEquals(
                    List.of(
                            "{\"trigger\":\"SIGUSR1\",\"time\":%d,\"what\":\"\",\"again\":0}"
                                    .formatted(now - SECOND)),
                    stored(dumps.get(0).directory(), "trigger"));
            finish(parts);
        }
    }

    @Test
    void keepsTheFirstOfASeriesAndTheNewest() throws Exception {
        try (Parts parts = record(3)) {
            List<String> named = new ArrayList<>();
            for (int gap : new int[] {2, 9, 2, 2, 2}) {
                record(parts, gap);
                fault(1);
                record(parts, 1);
                named.add(dumps.get(dumps.size() - 1).directory().getFileName().toString());
            }
            List<String> there = files().stream().filter(name -> name.endsWith("Z")).toList();
            assertEquals(List.of(named.get(0), named.get(1), named.get(4)), there);
            assertEquals(named.get(2), dumps.get(3).deleted().getFileName().toString());
            finish(parts);
        }
    }

    /** What the user keeps in the directory of a dump stays. */
    @Test
    void deletesOnlyItsOwnFiles() throws Exception {
        try (Parts parts = record(1)) {
            record(parts, 1);
            fault(1);
            record(parts, 1);
            Path first = dumps.get(0).directory();
            Files.writeString(first.resolve("notes"), "mine");
            record(parts, 1);
            fault(2);
            record(parts, 1);
            assertEquals(List.of("notes"), names(first));
            finish(parts);
        }
    }

    /** At most as much as nothing, so that all but the newest part is deleted. */
    @Test
    void boundsTheSizeOfTheWindow() throws Exception {
        try (Parts parts = record(Duration.ofHours(1), 8, 1)) {
            for (int i = 0; i < 4; i++) {
                event(parts);
                parts.flush();
                pass(parts, SECOND);
            }
            assertEquals(
                    List.of("t.20261201T061457Z.parquet", "t.20261201T061458Z.parquet.partial"),
                    files());
            finish(parts);
        }
    }
}
