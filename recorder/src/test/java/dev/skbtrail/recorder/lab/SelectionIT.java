package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many packets each option records out of a known number: {@code lab/veth-pair} pings with mark
 * and identifier 5 times, with 1,000 bytes 7 times and through a VXLAN 4 times, each with a reply,
 * and sends 3 frames of a VLAN, and 3 datagrams to a closed port, each with an error.
 */
class SelectionIT {
    private static final String NAME = "skbt-pair-" + ProcessHandle.current().pid();
    private static final String PAIR =
            Repository.file("recorder/src/test/lab/veth-pair").toString();
    private static final String PACKETS =
            "SELECT count(DISTINCT packet) FROM %s WHERE netns_name LIKE '" + NAME + "%%'";

    private final Shell shell = new Shell(Duration.ofMinutes(3), Map.of());
    @TempDir private Path directory;

    @BeforeAll
    static void needsRoot() {
        Requires.root();
    }

    @BeforeEach
    void up() throws IOException {
        Files.writeString(directory.resolve("list"), "127.0.0.2 # the second\n203.0.113.2/32\n");
        shell.run(PAIR, "up", NAME).succeeds();
    }

    @AfterEach
    void down() {
        shell.run(PAIR, "down", NAME).succeeds();
    }

    @Test
    void filtersByWhatIsInAPacket() throws SQLException {
        Map<String, Integer> expected = new LinkedHashMap<>();
        expected.put("--proto icmp --icmp-id 77 --netns {a}", 10);
        expected.put("--mark 0x10/0xf0 --netns {a}", 5);
        expected.put("--length 1000- --proto icmp --ip-version 4 --netns {a}", 14);
        expected.put("--vlan 5 --ethertype ipv4 --proto 253", 3);
        expected.put("--vlan 6-4095 --iface e0", 0);
        expected.put("--host 203.0.113.2 --iface e0", 0);
        expected.put("--host 203.0.113.2 --iface e0 --inner", 8);
        expected.put("--allow-list {list} --iface lo --netns {a}", 14);
        expected.put("--deny-list {list} --iface lo --netns {a}", 16);
        expected.put("--comm nosuch --netns {a}", 0);
        assertPackets(expected);
    }

    @Test
    void recordsOnlySomeOfThePackets() throws SQLException {
        Map<String, Integer> expected = new LinkedHashMap<>();
        // From 127.0.0.1 to itself, requests and replies are one flow.
        expected.put("--first 3 --proto icmp --netns {a} --iface lo --icmp-id 77-78", 9);
        expected.put("--slower-than 1h --netns {a}", 0);
        expected.put("--slower-than 1us --icmp-id 77 --netns {a}", 10);
        expected.put("--only-drops --dport 9 --netns {a}", 3);
        expected.put("--sample 1000000 --netns {a}", 0);
        expected.put("--sample 1 --icmp-id 78 --netns {a}", 14);
        assertPackets(expected);
        try (Trace trace = new Trace()) {
            trace.withEvents("drops", file(3));
            assertEquals(
                    0,
                    trace.number(
                            "SELECT count(*) FROM (SELECT packet FROM drops GROUP BY packet"
                                    + " HAVING count(drop_reason) <> 1 OR min(seq) <> 0)"),
                    "packets without a drop, or without their beginning");
        }
    }

    /** Alone, and in a separate process, because it ends its command. */
    @Test
    void endsWhenItHasSoManyPackets() throws SQLException {
        String four = "--packets 4 --netns {a}";
        List<String> command = new ArrayList<>(List.of(Programs.RECORD));
        command.addAll(options(0, four));
        command.addAll(List.of("--", PAIR, "traffic", NAME));
        shell.run(command).succeeds();
        assertRecorded(Map.of(four, 4));
    }

    @Test
    void tellsWhatWasForgottenAndKeepsTheListInTheTrace() throws SQLException {
        Map<String, Integer> expected = new LinkedHashMap<>();
        expected.put("--only-drops --mark 16 --iface lo --list {list} --netns {a}", 0);
        expected.put("--sample 3 --proto icmp --iface lo --netns {a}", null);
        expected.put("--proto icmp --iface lo --icmp-id 77-78 --netns {a}", 24);
        assertPackets(expected);
        try (Trace trace = new Trace()) {
            trace.withEvents("drops", file(0)).withEvents("sampled", file(1));
            trace.withEvents("all_of_them", file(2));
            assertEquals(
                    List.of("[\"127.0.0.2\",\"203.0.113.2/32\"] [\"true\"]"),
                    trace.rows(
                            "SELECT value::JSON -> 'list', value::JSON -> 'only-drops'"
                                    + " FROM drops_metadata WHERE key = 'skbtrail.filter'"));
            assertEquals(
                    List.of("5 5"),
                    trace.rows(
                            "SELECT value::JSON -> 'packets', value::JSON -> 'forgotten'"
                                    + " FROM drops_metadata WHERE key = 'skbtrail.counters'"));
            long sampled = trace.number(PACKETS.formatted("sampled"));
            assertTrue(sampled > 0 && sampled < 24, sampled + " of 24 packets");
            String lives =
                    "SELECT DISTINCT count(*) FROM %s WHERE function LIKE 'nf:%%' GROUP BY packet";
            assertEquals(
                    trace.rows(lives.formatted("all_of_them")),
                    trace.rows(lives.formatted("sampled")),
                    "events of each packet");
        }
    }

    /** All recorders record the same packets. */
    private void assertPackets(Map<String, Integer> expected) throws SQLException {
        List<String> options = List.copyOf(expected.keySet());
        List<List<String>> recorders = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            recorders.add(options(i, options.get(i)));
        }
        new NestedRecorders(directory)
                .record(recorders, () -> shell.run(PAIR, "traffic", NAME).succeeds());
        assertRecorded(expected);
    }

    private List<String> options(int number, String selection) {
        String list = directory.resolve("list").toString();
        List<String> options = new ArrayList<>(List.of("--backend", "restricted"));
        options.addAll(List.of("-o", file(number).toString()));
        options.addAll(
                List.of(selection.replace("{list}", list).replace("{a}", NAME + "-a").split(" ")));
        return options;
    }

    private void assertRecorded(Map<String, Integer> expected) throws SQLException {
        List<String> options = List.copyOf(expected.keySet());
        for (int i = 0; i < options.size(); i++) {
            if (expected.get(options.get(i)) == null) {
                continue;
            }
            try (Trace trace = new Trace()) {
                trace.withEvents("events", file(i));
                Evidence.assertNothingLost(trace, "events");
                assertEquals(
                        expected.get(options.get(i)).longValue(),
                        trace.number(PACKETS.formatted("events")),
                        options.get(i));
            }
        }
    }

    private Path file(int number) {
        return directory.resolve(number + ".parquet");
    }
}
