package dev.skbtrail.recorder.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records {@code lab/situations} on this machine, with the back-end that needs least of the kernel;
 * the tests that boot kernels do so there.
 */
class SituationsIT {
    @TempDir private Path directory;

    @Test
    void tellsFaultsFromConsequencesAndEverydayFrees() throws IOException, SQLException {
        Requires.root();
        Requires.analyzer();
        String name = "situations-" + ProcessHandle.current().pid();
        new Shell(Duration.ofMinutes(2), Map.of())
                .run(Programs.SITUATIONS, "record", name, "restricted", directory.toString())
                .succeeds();
        new Situations(name, directory).assertTold("restricted", "situations");
    }
}
