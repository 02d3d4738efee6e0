package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The situations of the lab, with the restricted back-end of this machine's own kernel. */
class SituationsIT {
    private static final int TOOL_IS_MISSING = 127;

    /** Those that ask another host: no answer is an answer. */
    private static final String ASKS = ".*\\b(arping|ping|traceroute) .*";

    /** "ip route get" says what the kernel says: that there is no route confirms it. */
    private static final String REFUSED_BY_KERNEL = "RTNETLINK answers: ";

    private final Shell shell = new Shell(Duration.ofMinutes(2), Map.of());

    @TempDir private Path directory;

    @Test
    void tellsFaultsFromConsequencesAndEverydayFrees() throws IOException, SQLException {
        Requires.root();
        Requires.analyzer();
        String name = "situations-" + ProcessHandle.current().pid();
        Situations situations = new Situations(name, directory);
        try {
            shell.run(Programs.SITUATIONS, "up", name).succeeds();
            shell.run(record(name, situations.namespaces())).succeeds();
            situations.assertTold("restricted", "situations");
            assertCommandsConfirm();
        } finally {
            shell.run(Programs.SITUATIONS, "down", name).succeeds();
        }
    }

    private List<String> record(String name, String namespaces) {
        List<String> command = new ArrayList<>(List.of(Programs.RECORD, "--backend", "restricted"));
        command.addAll(List.of("--netns", namespaces));
        command.addAll(List.of("-o", directory.resolve("situations.parquet").toString(), "--"));
        command.addAll(List.of(Programs.SITUATIONS, "traffic", name, directory.toString()));
        return command;
    }

    /**
     * Every command that explain tells to confirm a finding with runs here, and comes to an end.
     */
    private void assertCommandsConfirm() throws SQLException {
        List<String> missing = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        for (String command : commands()) {
            Shell.Result result = shell.run("bash", "-c", command);
            if (result.exitCode() == TOOL_IS_MISSING || result.err().contains("No such file")) {
                missing.add(command);
            } else if (!command.matches(ASKS)
                    && result.exitCode() != 0
                    && result.out().isBlank()
                    && !result.err().startsWith(REFUSED_BY_KERNEL)) {
                failed.add(result.toString());
            }
        }
        assertEquals(List.of(), failed);
        assertTrue(
                missing.stream()
                        .map(command -> command.replaceFirst("^ip netns exec \\S+ ", ""))
                        .noneMatch(command -> command.matches("(ip|ss|tc|nft|nstat) .*")),
                missing::toString);
    }

    private List<String> commands() throws SQLException {
        try (Trace sql = new Trace()) {
            return sql.rows(
                    "SELECT DISTINCT unnest(string_split(confirm, '; ')) AS command FROM read_csv('"
                            + directory.resolve("situations.parquet.explain")
                            + "', header = true, all_varchar = true) WHERE confirm <> ''"
                            + " ORDER BY command");
        }
    }
}
