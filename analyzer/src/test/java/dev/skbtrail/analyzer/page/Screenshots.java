package dev.skbtrail.analyzer.page;

import dev.skbtrail.analyzer.cli.Cli;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Takes screenshots of the pages for inspection; started by {@code analyzer/bench/screenshots}. */
final class Screenshots {
    private static final String TRACE = "sample-traces/ttl-expired/trace.parquet";

    /** Runs the report drops and some SQL, and waits for the rows of both. */
    private static final String ASK =
            """
            (async () => {
              const appear = async (find) => {
                while (!find()) { await new Promise((done) => setTimeout(done, 100)); }
                return find();
              };
              const choice = await appear(() => document.querySelector('[aria-label="report or rule"]'));
              choice.value = [...choice.options].find((o) => o.text.startsWith('drops:')).value;
              choice.dispatchEvent(new Event('change'));
              const press = (form) => [...form.querySelectorAll('button')].find((b) => b.textContent === 'Run').click();
              const tables = document.querySelectorAll('table').length;
              press(choice.parentNode);
              await appear(() => document.querySelectorAll('table').length > tables);
              const sql = document.querySelector('textarea.sql');
              sql.value = "SELECT reason, function, count(*) AS packets\\nFROM drops\\nGROUP BY ALL ORDER BY packets DESC";
              press(sql.nextElementSibling);
              await appear(() => document.querySelectorAll('table').length > tables + 1);
              document.body.dataset.asked = 'yes';
            })() && ''
            """;

    private Screenshots() {}

    /**
     * One screenshot.
     *
     * @param place the heading at its top; empty for the top of the page
     */
    private record Shot(String name, Look look, int width, int height, String place) {}

    /** How the browser renders the page. */
    enum Look {
        LIGHT,
        DARK,
        PRINT
    }

    private static final List<Shot> PLAIN =
            List.of(
                    new Shot("light-top", Look.LIGHT, 1200, 1500, ""),
                    new Shot("light-charts", Look.LIGHT, 1200, 2000, "traffic-over-time"),
                    new Shot("dark-charts", Look.DARK, 1200, 1700, "drops"),
                    new Shot("narrow-charts", Look.DARK, 390, 2000, "traffic-over-time"),
                    new Shot("print-charts", Look.PRINT, 740, 2000, "traffic-over-time"));

    private static final List<Shot> QUERYABLE =
            List.of(
                    new Shot("queryable-light", Look.LIGHT, 1200, 1180, "your-own-questions"),
                    new Shot("queryable-narrow", Look.DARK, 390, 1300, "your-own-questions"));

    /**
     * @param args directory, formats (png, webp)
     */
    public static void main(String[] args) throws Exception {
        Path directory = Files.createDirectories(Path.of(args[0]).toAbsolutePath());
        Path work = Files.createTempDirectory("skbtrail-screenshots-");
        try (Browser browser = open(work.resolve("plain"))) {
            for (Shot shot : PLAIN) {
                take(browser, shot, directory, args[1]);
            }
        }
        try (Browser browser = open(work.resolve("queryable"), "--queryable")) {
            ask(browser);
            for (Shot shot : QUERYABLE) {
                take(browser, shot, directory, args[1]);
            }
        }
    }

    private static void ask(Browser browser) throws Exception {
        browser.text(ASK);
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
        while (!browser.text("document.body.dataset.asked || ''").equals("yes")) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the page has no answer after ten minutes");
            }
            Thread.sleep(500);
        }
    }

    private static Browser open(Path work, String... options) throws Exception {
        Path page = Files.createDirectories(work).resolve("report.html");
        List<Object> words = new ArrayList<>(List.of("report"));
        // A name without a directory of this machine.
        words.addAll(List.of(TRACE, "-o", page));
        words.addAll(List.of(options));
        Cli.Result result = Cli.run(words.toArray());
        if (result.exitCode() != 0) {
            throw new IllegalStateException(result.err());
        }
        return Browser.open(page, work.resolve("profile"));
    }

    private static void take(Browser browser, Shot shot, Path directory, String formats)
            throws Exception {
        browser.look(shot.look(), shot.width());
        String print = shot.look() == Look.PRINT ? "beforeprint" : "afterprint";
        browser.text("dispatchEvent(new Event('" + print + "')) && ''");
        // Wait until the charts have finished their first animation.
        browser.later("new Promise((done) => setTimeout(() => done(''), 1500))");
        String element =
                shot.place().isEmpty()
                        ? "document.body"
                        : "document.getElementById('" + shot.place() + "')";
        String top = browser.text(element + ".getBoundingClientRect().top + scrollY + ''");
        for (String format : formats.split(",")) {
            Path file = directory.resolve(shot.name() + "." + format);
            int line = (int) Double.parseDouble(top);
            byte[] image = browser.picture(format, line, shot.width(), shot.height());
            Files.write(file, image);
            System.out.printf("%s: %,d bytes%n", file, image.length);
        }
    }
}
