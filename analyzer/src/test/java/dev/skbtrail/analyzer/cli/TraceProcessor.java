package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.skbtrail.analyzer.Program;
import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Perfetto's trace processor, which reads our files the same way as ui.perfetto.dev. */
final class TraceProcessor {
    /** What it could not read or had to drop. */
    static final String COMPLAINTS =
            "SELECT name, value FROM stats WHERE value > 0 AND (severity IN ('error', 'data_loss')"
                    + " OR name GLOB 'flow_*' OR name GLOB '*overlap*')";

    private static final Path HERE = SyntheticTrace.root().resolve("analyzer/src/test/perfetto");

    private TraceProcessor() {}

    /**
     * Skips a test that cannot run; fails with {@code CI=true}, where nobody notices skipped tests.
     */
    static void require() {
        if (Program.shell("", "command -v node && " + HERE + "/fetch check").exitCode() == 0) {
            return;
        }
        String reason = "needs node and Perfetto's trace processor: run bpf/setup";
        if ("true".equals(System.getenv("CI"))) {
            fail(reason);
        }
        abort(reason);
    }

    /** The rows of each query on one file, as JSON. */
    static List<String> rows(Path file, String... queries) {
        String words =
                String.join(
                        " ",
                        Stream.of(queries).map(query -> '"' + query + '"').toArray(String[]::new));
        Program.Result result =
                Program.shell(
                        "",
                        "node "
                                + HERE
                                + "/query.mjs $("
                                + HERE
                                + "/fetch check) "
                                + file
                                + " "
                                + words);
        assertEquals("", result.err(), words);
        assertEquals(0, result.exitCode(), words);
        return result.out().lines().toList();
    }
}
