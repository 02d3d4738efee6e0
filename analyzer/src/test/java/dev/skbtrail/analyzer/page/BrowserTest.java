package dev.skbtrail.analyzer.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.SyntheticTrace;
import dev.skbtrail.analyzer.cli.Cli;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the page in a real browser, if the machine has one (Debian's package chromium). */
class BrowserTest {
    private static final String FIGURE =
            "[...document.querySelectorAll('main section')]"
                    + ".find(section => section.querySelector('h3').textContent.startsWith('%s'))";

    @TempDir private Path directory;

    @BeforeEach
    void needsABrowser() {
        Browser.require();
    }

    private Browser open(Path trace) throws Exception {
        Path page = directory.resolve("report.html");
        Cli.Result result = Cli.run("report", trace, "-o", page);
        assertEquals(0, result.exitCode(), result.err());
        return Browser.open(page, directory.resolve("profile"));
    }

    private static String figure(String title) {
        return String.format(FIGURE, title);
    }

    @Test
    void drawsSortsFiltersAndFollows() throws Exception {
        Path samples = SyntheticTrace.root().resolve("sample-traces");
        try (Browser browser = open(samples.resolve("ttl-expired/trace.parquet"))) {
            assertEquals("5", browser.text("'' + document.querySelectorAll('canvas').length"));
            assertEquals(
                    "1. certain: The TTL or hop limit of ICMPv6",
                    browser.text("document.querySelector('.finding h3').textContent.slice(0, 42)"));

            String stages = figure("Latency from stage");
            String column = ".querySelectorAll('tbody tr td:nth-child(4)')";
            String counts = "[..." + stages + column + "].map(cell => cell.textContent).join(' ')";
            String before = browser.text(counts);
            String head = stages + ".querySelectorAll('th')[3]";
            browser.text(head + ".querySelector('button').click() || ''");
            List<Integer> sorted =
                    List.of(browser.text(counts).split(" ")).stream()
                            .map(Integer::valueOf)
                            .toList();
            assertEquals(sorted.stream().sorted((a, b) -> b - a).toList(), sorted);
            assertEquals("descending", browser.text(head + ".getAttribute('aria-sort')"));
            assertTrue(!before.equals(browser.text(counts)), before);

            String summary = figure("Summary");
            browser.text(
                    "(field => { field.value = 'DROPPED 33.1'; field.dispatchEvent(new Event('input'));"
                            + " return ''; })("
                            + summary
                            + ".querySelector('input'))");
            assertEquals(
                    "1", browser.text("'' + " + summary + ".querySelectorAll('tbody tr').length"));

            String paths = figure("Packet paths from stage");
            browser.text(
                    "[..."
                            + paths
                            + ".querySelectorAll('tbody tr')].find(row => row.querySelector('button')"
                            + " && row.textContent.includes('dropped')).querySelector('button')"
                            + ".click() || ''");
            String said = browser.text(paths + ".querySelector('[aria-live]').textContent");
            assertTrue(
                    said.matches("path [0-9a-f]{8}: 31 packets, dropped: IP_INHDR; .*parquet 88"),
                    said);
            assertEquals(List.of(), browser.complaints());
        }
    }

    @Test
    void showsMarkupInNamesAsText() throws Exception {
        String markup = "<img src=x onerror=document.title=666></script><script>x()</script>";
        String hostile = SyntheticTrace.script("hostile").replace("a|b", markup);
        Path trace = SyntheticTrace.write(directory, "markup", hostile);
        try (Browser browser = open(trace)) {
            String text = browser.text("document.querySelector('.finding h3').textContent");
            assertTrue(text.contains(markup), text);
            assertEquals("0", browser.text("'' + document.querySelectorAll('img').length"));
            assertEquals("3", browser.text("'' + document.scripts.length"));
            assertTrue(browser.text("document.title").startsWith("skbtrail: "));
            assertEquals(List.of(), browser.complaints());
        }
    }
}
