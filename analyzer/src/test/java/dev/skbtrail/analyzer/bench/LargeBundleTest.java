package dev.skbtrail.analyzer.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.analyzer.SyntheticTrace;
import dev.skbtrail.analyzer.cli.Cli;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundling a trace with several row groups must not take memory or disk space for all of them. */
class LargeBundleTest {
    private static final String EVENTS = "3000000";
    private static final String CLIENTS = "1000";

    @TempDir private Path directory;

    @Test
    @Tag("full")
    void holdsNoRowGroupInMemory() throws SQLException {
        Path samples = SyntheticTrace.root().resolve("sample-traces");
        Path trace = directory.resolve("large.parquet");
        RepeatedTrace.main(
                new String[] {
                    trace.toString(),
                    EVENTS,
                    CLIENTS,
                    samples.resolve("healthy/trace.parquet").toString(),
                    samples.resolve("udp-blocked/trace.parquet").toString()
                });
        Path bundle = directory.resolve("bundle.parquet");
        Cli.Result result = Cli.run("bundle", trace, "-o", bundle, "--threads", 2);
        assertEquals(0, result.exitCode(), result.err());
        assertEquals(count(trace), count(bundle));
    }

    private static String count(Path trace) {
        return Cli.run("sql", trace, "SELECT count(*), sum(hash(events)) FROM events").out();
    }
}
