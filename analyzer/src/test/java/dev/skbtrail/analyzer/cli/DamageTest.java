package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.analyzer.SyntheticTrace;
import dev.skbtrail.analyzer.trace.Stamp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that was modified after recording is rejected with one line. */
class DamageTest {
    private static final int FLIPS = 200;

    @TempDir private Path directory;

    private Path stamped() {
        String script = SyntheticTrace.script("router") + ";" + Stamp.PLACE;
        return Stamp.on(SyntheticTrace.write(directory, "router", script));
    }

    @Test
    void readsWhatIsAsItWasRecorded() {
        assertEquals(0, Cli.run("drops", stamped()).exitCode());
    }

    /** Damage anywhere: pages, their headers, the footer, the checksum itself. */
    @Test
    void refusesEveryFlippedBit() throws IOException {
        byte[] whole = Files.readAllBytes(stamped());
        Random random = new Random(4711);
        for (int i = 0; i < FLIPS; i++) {
            byte[] bytes = whole.clone();
            int at = random.nextInt(whole.length);
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            assertRefused(bytes, "bit at " + at + " of " + whole.length);
        }
    }

    /** Without its key the checksum would look like that of an older recorder: absent. */
    @Test
    void refusesEveryFlippedBitOfTheKeyOfTheChecksum() throws IOException {
        byte[] whole = Files.readAllBytes(stamped());
        String key = "skbtrail.checksum";
        int begin = new String(whole, StandardCharsets.ISO_8859_1).indexOf(key);
        for (int at = begin - 2; at < begin + key.length() + 2; at++) {
            byte[] bytes = whole.clone();
            bytes[at] ^= (byte) (1 << at % 8);
            assertRefused(bytes, "bit at " + at + " of " + whole.length);
        }
    }

    @Test
    void refusesEveryRangeOfZeros() throws IOException {
        byte[] whole = Files.readAllBytes(stamped());
        for (int at = 4; at < whole.length - 80; at += whole.length / 60) {
            byte[] bytes = whole.clone();
            Arrays.fill(bytes, at, at + 64, (byte) 0);
            if (!Arrays.equals(bytes, whole)) {
                assertRefused(bytes, "zeros at " + at);
            }
        }
    }

    @Test
    void refusesAFooterOfAnotherLength() throws IOException {
        Path whole = SyntheticTrace.root().resolve("sample-traces/udp-blocked/trace.parquet");
        byte[] bytes = Files.readAllBytes(whole);
        bytes[bytes.length - 5] = 0x7f;
        assertRefused(bytes, "length of the footer");
    }

    private void assertRefused(byte[] bytes, String what) throws IOException {
        Path bad = Files.write(directory.resolve("bad.parquet"), bytes);
        Cli.Result result = Cli.run("traces", bad);
        assertEquals(1, result.exitCode(), what + ": " + result.out() + result.err());
        assertEquals(1, result.err().lines().count(), what + ": " + result.err());
        assertEquals("", result.out(), what);
    }
}
