package dev.skbtrail.recorder.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.recorder.UserException;
import dev.skbtrail.recorder.event.LossCause;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PartsTest extends PartsHarness {
    private static RotationRule everySecond(int keep) {
        return new RotationRule(0, Duration.ofSeconds(1), keep);
    }

    @Test
    void writesOneTraceWithoutARule() throws Exception {
        try (Parts parts = parts(RotationRule.NONE)) {
            begin(parts);
            event(parts);
            pass(parts, 100 * SECOND);
            event(parts);
            finish(parts);
            assertEquals(null, parts.written());
        }
        assertEquals(List.of("t.parquet"), files());
        assertEquals(List.of(), footer("part"));
        assertEquals(List.of("2"), rows("SELECT count(*) FROM read_parquet('%s')"));
    }

    /** Three parts, the first of which begins half a second after its name. */
    private WrittenParts recordThreeParts() throws InterruptedException {
        try (Parts parts = parts(everySecond(0))) {
            now += SECOND / 2;
            begin(parts);
            event(parts);
            event(parts);
            loss(1, LossCause.RING_FULL, 5);
            lossRow(parts, 1, LossCause.RING_FULL, 5);
            loss(1, LossCause.RING_FULL, 2);
            forgotten = 1;
            pass(parts, SECOND);
            lossRow(parts, 1, LossCause.RING_FULL, 2);
            packets += 3;
            forgotten = 3;
            pass(parts, SECOND);
            event(parts);
            loss(0, LossCause.END_NOT_SEEN, 1);
            loss(LossLedger.NO_CPU, LossCause.MISSED_PROBE, 4);
            now += SECOND / 4;
            finish(parts);
            return parts.written();
        }
    }

    @Test
    void eachPartHasItsShareOfTheCounters() throws Exception {
        recordThreeParts();
        assertEquals(
                List.of(
                        "{\"events\":2,\"packets\":2,\"forgotten\":1}",
                        "{\"events\":0,\"packets\":3,\"forgotten\":2}",
                        "{\"events\":1,\"packets\":1,\"forgotten\":0}"),
                footer("counters"));
        assertEquals(
                List.of(
                        "[{\"cpu\":1,\"cause\":\"ring full\",\"lost\":5}]",
                        "[{\"cpu\":1,\"cause\":\"ring full\",\"lost\":2}]",
                        "[{\"cpu\":0,\"cause\":\"end not seen\",\"lost\":1},"
                                + "{\"cpu\":-1,\"cause\":\"missed probe\",\"lost\":4}]"),
                footer("losses"));
        assertEquals(
                List.of("3 events, 7 lost"),
                rows(
                        "SELECT count(packet) || ' events, ' || sum(lost) || ' lost'"
                                + " FROM read_parquet('%s')"));
    }

    @Test
    void eachPartBeginsWhereTheOneBeforeStopped() throws Exception {
        recordThreeParts();
        long first = START + SECOND / 2;
        List<String> times =
                Stream.of(first, first + SECOND, first + 2 * SECOND, now)
                        .map(String::valueOf)
                        .toList();
        assertEquals(times.subList(0, 3), footer("start"));
        assertEquals(times.subList(1, 4), footer("stop"));
        assertEquals(List.of("rotate", "rotate", "duration"), footer("stop_reason"));
        assertEquals(List.of("here", "here", "there"), footer("host"));
    }

    @Test
    void eachPartHasItsNameAndNumber() throws Exception {
        WrittenParts written = recordThreeParts();
        List<String> names =
                List.of(
                        "t.20261201T061454Z.parquet",
                        "t.20261201T061455Z.parquet",
                        "t.20261201T061456Z.parquet");
        assertEquals(names, files());
        Path first = directory.resolve(names.get(0));
        assertEquals(
                new WrittenParts(false, 3, 3, first, directory.resolve(names.get(2))), written);
        List<String> part = footer("part");
        String of = part.get(0).replace("1}", "");
        assertEquals(List.of(of + "1}", of + "2}", of + "3}"), part);
    }

    /** No batch comes: the writer thread only looks from time to time. */
    @Test
    void rotatesByTimeWithoutTrafficOnceThereAreRows() throws Exception {
        try (Parts parts = parts(everySecond(0))) {
            pass(parts, 5 * SECOND);
            begin(parts);
            pass(parts, 5 * SECOND);
            assertEquals(1, files().size());
            event(parts);
            pass(parts, 0);
            pass(parts, 10 * SECOND);
            pass(parts, 10 * SECOND);
            finish(parts);
        }
        assertEquals(List.of("t.20261201T061454Z.parquet", "t.20261201T061504Z.parquet"), files());
    }

    @Test
    void rotatesBySizeAndCountsAllBytes() throws Exception {
        long bytes;
        try (Parts parts = parts(new RotationRule(1, null, 0))) {
            begin(parts);
            for (int i = 0; i < 3; i++) {
                event(parts);
                parts.flush();
                pass(parts, SECOND);
            }
            finish(parts);
            bytes = parts.bytes();
        }
        assertEquals(4, files().size());
        long onDisk = 0;
        for (String file : files()) {
            onDisk += Files.size(directory.resolve(file));
        }
        assertEquals(onDisk, bytes);
    }

    @Test
    void keepsTheLastParts() throws Exception {
        Files.writeString(directory.resolve("t.20200101T000000Z.parquet"), "of someone else");
        try (Parts parts = parts(everySecond(2))) {
            begin(parts);
            for (int i = 0; i < 4; i++) {
                event(parts);
                pass(parts, SECOND);
            }
            assertEquals(
                    List.of(
                            "t.20200101T000000Z.parquet",
                            "t.20261201T061456Z.parquet",
                            "t.20261201T061457Z.parquet",
                            "t.20261201T061458Z.parquet.partial"),
                    files());
            finish(parts);
        }
        assertEquals(
                List.of(
                        "t.20200101T000000Z.parquet",
                        "t.20261201T061457Z.parquet",
                        "t.20261201T061458Z.parquet"),
                files());
    }

    @Test
    void endsTheRecordingWhenAPartCannotBeFinishedAndKeepsTheRest() throws Exception {
        UserException thrown;
        String kept;
        try (Parts parts = parts(everySecond(0))) {
            begin(parts);
            event(parts);
            pass(parts, SECOND);
            event(parts);
            parts.checkpoint();
            Path taken = directory.resolve("t.20261201T061455Z.parquet");
            Files.writeString(taken, "taken");
            pass(parts, SECOND);
            event(parts);
            parts.checkpoint();
            assertTrue(signal.isStopped());
            assertFalse(failure.isEmpty());
            thrown = assertThrows(UserException.class, () -> finish(parts));
            Files.delete(taken);
            kept = parts.rescue(thrown);
        }
        assertEquals(
                directory.resolve("t.20261201T061455Z.parquet")
                        + " exists: choose another name, or add --force",
                thrown.getMessage());
        assertEquals(
                "%1$s/t.20261201T061455Z.parquet has all but the last seconds; "
                                .formatted(directory)
                        + "%1$s/t.20261201T061456Z.parquet has all but the last seconds"
                                .formatted(directory),
                kept);
        assertEquals(
                List.of(
                        "t.20261201T061454Z.parquet",
                        "t.20261201T061455Z.parquet",
                        "t.20261201T061456Z.parquet"),
                files());
        assertEquals(List.of("rotate", "cut short", "cut short"), footer("stop_reason"));
        assertEquals(List.of("3"), rows("SELECT count(*) FROM read_parquet('%s')"));
        assertEquals(
                List.of(
                        "{\"events\":1,\"packets\":1,\"forgotten\":0}",
                        "{\"events\":1,\"packets\":1,\"forgotten\":0}",
                        "{\"events\":1,\"packets\":1,\"forgotten\":0}"),
                footer("counters"));
    }

    @Test
    void refusesANameThatIsTaken() throws Exception {
        Files.writeString(directory.resolve("t.20261201T061454Z.parquet"), "taken");
        assertSame(
                UserException.class,
                assertThrows(UserException.class, () -> parts(everySecond(0))).getClass());
        assertEquals(List.of("t.20261201T061454Z.parquet"), files());
    }
}
