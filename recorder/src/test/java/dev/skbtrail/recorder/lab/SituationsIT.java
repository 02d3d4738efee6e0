package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The situations of the lab, with the restricted back-end on this machine's own kernel. */
class SituationsIT {
    private static final int TOOL_IS_MISSING = 127;

    /** Commands that query another host: no reply is a valid result. */
    private static final String ASKS = ".*\\b(arping|ping|traceroute) .*";

    /** "ip route get" prints the kernel's answer: that there is no route confirms the finding. */
    private static final String REFUSED_BY_KERNEL = "RTNETLINK answers: ";

    /** What the commands of each rule's findings must show here. */
    private static final Path CONFIRMED =
            Repository.file("recorder/src/test/lab/situations-confirmed.csv");

    /** The recorder ends the processes that its command left, and with them the only tcx link. */
    private static final String GONE = "%tcx%";

    private final Map<String, String> shown = new HashMap<>();
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
            assertCommandsShowWhatWasFound();
        } finally {
            shell.run(Programs.SITUATIONS, "down", name).succeeds();
        }
    }

    private List<String> record(String name, String namespaces) {
        List<String> command = new ArrayList<>(List.of(Programs.RECORD, "--backend", "restricted"));
        command.addAll(List.of("--netns", namespaces, "--snapshot-time", "1m"));
        command.addAll(List.of("-o", directory.resolve("situations.parquet").toString(), "--"));
        command.addAll(List.of(Programs.SITUATIONS, "traffic", name, directory.toString()));
        return command;
    }

    /** Every command that explain suggests to confirm a finding runs here, and terminates. */
    private void assertCommandsConfirm() throws SQLException {
        List<String> missing = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        for (String command : commands()) {
            Shell.Result result = shell.run("bash", "-c", command);
            shown.put(command, result.out() + result.err());
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

    /** For each finding, one of its commands. */
    private void assertCommandsShowWhatWasFound() throws SQLException {
        List<String> unconfirmed = new ArrayList<>();
        int findings = 0;
        for (String row : findings()) {
            String[] finding = row.split("\t");
            Pattern shows = Pattern.compile(finding[1]);
            findings++;
            if (Stream.of(finding[2].split("; "))
                    .noneMatch(command -> shows.matcher(shown.get(command)).find())) {
                unconfirmed.add(row);
            }
        }
        assertEquals(List.of(), unconfirmed);
        assertTrue(findings > 30, findings + " findings");
    }

    /** Rule, expected output, and commands. */
    private List<String> findings() throws SQLException {
        try (Trace sql = new Trace()) {
            return sql.rows(
                    """
                    SELECT concat_ws(chr(9), rule, shows, confirm)
                    FROM read_csv('%s', header = true, all_varchar = true) AS explained
                    JOIN read_csv('%s', header = true, all_varchar = true) AS wanted USING (rule)
                    WHERE level = 'error' AND certainty <> 'possible' AND finding NOT LIKE '%s'
                    ORDER BY ALL
                    """
                            .formatted(
                                    directory.resolve("situations.parquet.explain"),
                                    CONFIRMED,
                                    GONE));
        }
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
