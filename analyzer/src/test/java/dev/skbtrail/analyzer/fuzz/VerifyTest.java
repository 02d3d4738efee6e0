package dev.skbtrail.analyzer.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.SyntheticTrace;
import dev.skbtrail.analyzer.cli.Cli;
import dev.skbtrail.analyzer.trace.Stamp;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code skbtrail verify} on good traces, and on the same with damage and with lies. */
class VerifyTest {
    private static final Path SAMPLE =
            SyntheticTrace.root().resolve("sample-traces/udp-blocked/trace.parquet");
    private static final int TEXT = 6;

    @TempDir private Path directory;

    @Test
    void saysWhatWasCheckedInAWholeTrace() {
        String script = SyntheticTrace.script("router") + ";" + Stamp.PLACE;
        Path trace = Stamp.on(SyntheticTrace.write(directory, "router", script));
        Cli.Result good = Cli.run("verify", trace);
        String contract =
                SyntheticTrace.read(SyntheticTrace.root().resolve("queries/schema/event.csv"));
        // The router's rows have values in 31 columns.
        long columns = contract.lines().skip(1).count();
        assertEquals(0, good.exitCode(), good.err());
        assertTrue(
                good.out()
                        .matches(
                                "(?s).*router.parquet\n  rows: 28; row groups: 1\n  checksum of the whole"
                                        + " file: right\n  pages: 0 with a right checksum, \\d+ without"
                                        + " one\n  statistics: of "
                                        + columns
                                        + " column chunks 31 compared with all rows, "
                                        + (columns - 31)
                                        + " believed to be empty\n  no problem found\n"),
                good.out());
    }

    @Test
    void saysThatAnOldTraceHasChecksumsOfItsPagesAlone() throws IOException {
        byte[] bytes = ParquetBytes.read(SAMPLE).withoutChecksum();
        Cli.Result old = Cli.run("verify", Files.write(directory.resolve("old.parquet"), bytes));
        assertEquals(0, old.exitCode(), old.out());
        assertTrue(old.out().contains("checksum of the whole file: none\n"));
        assertTrue(old.out().contains("pages: 212 with a right checksum, 0 without one\n"));
    }

    /** Before there was a checksum of the whole file its pages had one each. */
    @Test
    void namesThePageThatIsDamagedInAnOldTrace() throws IOException {
        byte[] bytes = ParquetBytes.read(SAMPLE).withoutChecksum();
        bytes[5_010] ^= 1;
        Path bad = Files.write(directory.resolve("bad.parquet"), bytes);
        Cli.Result result = Cli.run("drops", bad);
        assertEquals(1, result.exitCode(), result.out());
        assertTrue(
                result.err()
                        .matches(
                                "skbtrail: .*bad.parquet: damaged: the page of column \\w+ at byte"
                                        + " \\d+, in row group 1, is not as it was recorded; copy it"
                                        + " again\n"),
                result.err());
    }

    @Test
    void namesEveryPageWithAFlippedBit() throws IOException {
        ParquetBytes old = ParquetBytes.read(SAMPLE);
        byte[] bytes = old.copy();
        List<String> expected = new ArrayList<>();
        List<ParquetBytes.Page> pages = old.pages();
        for (int i = 3; i < pages.size(); i += 7) {
            ParquetBytes.Page page = pages.get(i);
            bytes[page.data() + i % (page.end() - page.data())] ^= (byte) (1 << i % 8);
            expected.add(
                    "at byte " + page.header() + ", in row group 1, is not as it was recorded");
        }
        Cli.Result bad = Cli.run("verify", written(bytes));
        assertEquals(1, bad.exitCode(), bad.out());
        List<String> problems = problems(bad);
        assertEquals(expected.size(), problems.size(), bad.out());
        expected.forEach(text -> assertTrue(bad.out().contains(text), text + "\n" + bad.out()));
        assertTrue(bad.out().contains("statistics: not compared with damaged rows\n"));
    }

    @Test
    void namesEveryStatisticThatTheRowsContradict() throws IOException {
        ParquetBytes trace = ParquetBytes.read(SyntheticTrace.write(directory, "router"));
        Compact.Struct footer = trace.footer();
        int lies = 0;
        for (Compact.Struct group : ParquetBytes.rowGroups(footer)) {
            for (Compact.Struct chunk : group.items(1).structs()) {
                lies += lie(chunk.struct(3));
            }
        }
        Cli.Result bad = Cli.run("verify", written(trace.with(footer)));
        assertEquals(1, bad.exitCode(), bad.out());
        assertEquals(lies, problems(bad).size(), bad.out());
        assertTrue(lies > 130, "lies: " + lies);
        assertTrue(
                bad.out()
                        .contains(
                                "PROBLEM: column packet, row group 1: the least value is 1, the footer says"
                                        + " 9223372036854775807\n"),
                bad.out());
    }

    /** Makes each statistic of a chunk wrong, and says how many these are. */
    private static int lie(Compact.Struct chunk) {
        int lies = 0;
        for (Compact.Field field : chunk.struct(12).fields) {
            if (field.id == 3) {
                // One more would be all of them, where there is one value.
                field.value = (Long) field.value + 2;
                lies++;
            } else if (field.id == 5 || field.id == 6) {
                field.value = bound((byte[]) field.value, chunk.number(1) == TEXT, field.id == 6);
                lies++;
            }
        }
        return lies;
    }

    /** Beyond all values: a least one that is high, or a greatest one that is low. */
    private static byte[] bound(byte[] bytes, boolean text, boolean high) {
        if (text) {
            return high ? new byte[] {0x7f, 0x7f} : new byte[0];
        }
        ByteBuffer value = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        boolean small = bytes.length == Integer.BYTES;
        value.putLong(
                high
                        ? small ? Integer.MAX_VALUE : Long.MAX_VALUE
                        : small ? Integer.MIN_VALUE : Long.MIN_VALUE);
        return Arrays.copyOf(value.array(), bytes.length);
    }

    @Test
    void goesOnToTheNextTrace() throws IOException {
        Path none = Files.writeString(directory.resolve("none.parquet"), "PAR1");
        Path nowhere = directory.resolve("nowhere.parquet");
        Files.writeString(nowhere, "PAR1 footer PAR1");
        Cli.Result result = Cli.run("verify", none, nowhere, SAMPLE);
        assertEquals(1, result.exitCode(), result.out());
        assertEquals(2, problems(result).size(), result.out());
        assertTrue(result.out().endsWith("  no problem found\n"), result.out());
    }

    private Path written(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("bad.parquet"), bytes);
    }

    private static List<String> problems(Cli.Result result) {
        return result.out().lines().filter(line -> line.startsWith("  PROBLEM: ")).toList();
    }
}
