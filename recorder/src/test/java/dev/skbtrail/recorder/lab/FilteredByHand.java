package dev.skbtrail.recorder.lab;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Checks a manual recording of {@code lab/decoded filtered}. The property names the directory. */
class FilteredByHand {
    @Test
    void choosesWhatEachFilterAsksFor() throws SQLException {
        try (Trace trace = new Trace()) {
            new Filtered(trace, Path.of(System.getProperty("skbtrail.filtered"))).assertAll();
        }
    }
}
