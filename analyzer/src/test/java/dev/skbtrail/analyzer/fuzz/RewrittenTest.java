package dev.skbtrail.analyzer.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.SyntheticTrace;
import dev.skbtrail.analyzer.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traces that another program has written anew, by mistake or on purpose. */
class RewrittenTest {
    @TempDir private Path directory;

    /** As DuckDB's COPY does: with our metadata, and of no page a checksum. */
    @Test
    void doesNotCallATraceDamagedThatWasWrittenAnew() {
        String script = SyntheticTrace.script("router");
        String checksum = ";INSERT INTO metadata VALUES ('skbtrail.checksum', '0badcafe');";
        Path kept = SyntheticTrace.write(directory, "kept", script + checksum);
        Cli.Result refused = Cli.run("drops", kept);
        assertEquals(1, refused.exitCode(), refused.out());
        String why =
                "its checksum is of another file: it was damaged, or another program wrote it anew";
        assertEquals(
                "skbtrail: %s: %s; copy it again, or write it anew without the key skbtrail.checksum\n"
                        .formatted(kept, why),
                refused.err());
        String verified = Cli.run("verify", kept).out();
        assertTrue(verified.endsWith("  PROBLEM: " + why + "\n"), verified);
        Path left = SyntheticTrace.write(directory, "left", script);
        String summary = Cli.run("summary", left).out().replaceAll("\\s+", " ");
        assertTrue(
                summary.contains("none: damage that leaves the file readable would not be noticed"),
                summary);
    }

    /** A small file could otherwise be a large one: each page is read as often as it is named. */
    @Test
    void refusesPagesThatAreNamedTwice() throws IOException {
        ParquetBytes trace = ParquetBytes.read(SyntheticTrace.write(directory, "router"));
        Compact.Struct footer = trace.footer();
        List<Object> groups = footer.items(4).values;
        groups.add(groups.get(0));
        footer.field(3).value = 2 * footer.number(3);
        Path twice = Files.write(directory.resolve("twice.parquet"), trace.with(footer));
        Cli.Result refused = Cli.run("drops", twice);
        assertEquals(1, refused.exitCode(), refused.out());
        assertEquals(
                "skbtrail: %s: damaged: its footer is not as it was recorded; copy it again\n"
                        .formatted(twice),
                refused.err());
        assertFalse(Cli.run("verify", twice).out().contains("no problem found"));
    }
}
