package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.skbtrail.analyzer.Program;
import dev.skbtrail.analyzer.SyntheticTrace;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Library;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manual pages match --help, and groff reports no problems. */
class ManPagesTest {
    @TempDir private static Path directory;

    @BeforeAll
    static void write() {
        assertEquals(new Cli.Result(0, "", ""), Cli.run("help", "--man", directory));
    }

    @Test
    void hasAPageForEachReportAndCommand() {
        String program = read("skbtrail");
        for (Definition report : Library.load().reports()) {
            assertTrue(program.contains("skbtrail\\-" + roff(report.name()) + "(1)"));
            String page = read("skbtrail-" + report.name());
            report.columns()
                    .forEach(column -> assertTrue(page.contains("\\fB" + roff(column.name()))));
            assertTrue(page.contains("\\fB\\-\\-sort=[\\-]COLUMN"), page);
            assertFalse(page.contains("${") || page.contains("%%"), page);
        }
        assertTrue(
                read("skbtrail-explain")
                        .contains("\nskbtrail explain [OPTIONS] TRACE [TRACE...] [PACKET]\n"));
        assertTrue(read("skbtrail-check").contains("\\fB\\-\\-allow\\-drop=REASON"));
    }

    @Test
    void readsAsTextWhatLooksLikeAMacro() {
        String page =
                new Roff("x", "y").paragraph(".so /etc/passwd").paragraph("'br \\fB").toString();
        assertTrue(page.contains("\n\\&.so /etc/passwd\n"), page);
        assertTrue(page.contains("\n\\(aqbr \\efB\n"), page);
    }

    @Test
    void isWhatGroffReads() {
        assumeTrue(Program.shell("", "command -v groff").exitCode() == 0, "there is no groff");
        String check = "groff -man -Tutf8 -ww -z '" + directory + "'/*.1 2>&1";
        assertEquals(new Program.Result(0, "", ""), Program.shell("", check));
        String text = "groff -man -Tascii -P-cbou '" + directory + "'/skbtrail-drops.1";
        String page = Program.shell("", text).out().replaceAll("\\s+", " ");
        assertTrue(page.contains("NAME skbtrail-drops - Drops: where and why SYNOPSIS"), page);
    }

    private static String read(String page) {
        return SyntheticTrace.read(directory.resolve(page + ".1"));
    }

    private static String roff(String name) {
        return name.replace("-", "\\-");
    }
}
