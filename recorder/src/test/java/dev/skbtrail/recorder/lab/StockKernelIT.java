package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Boots a stock kernel once and records the scenario with fentry; in a full run with kprobe at the
 * same time, so that both see the very same packets and can be compared packet by packet.
 */
class StockKernelIT {
    private static final Path SHARE = Repository.file("recorder/target/lab/stock");

    /**
     * Per 100 packets. When a TCP timer interrupts a kprobe, everything that the kernel does inside
     * the timer with the packet that it sends, and with its segments, is missed by kprobes: 6 of
     * 1,500 were seen.
     */
    private static final int SKIPPED_BY_KPROBE = 2;

    private static Trace trace;

    @BeforeAll
    static void recordInTheGuest() throws SQLException {
        Guest.run("6.1", SHARE, Programs.ALL_TRAFFIC, Lab.argument());
        trace =
                new Trace()
                        .withEvents("fentry", SHARE.resolve("fentry.parquet"))
                        .withEvidence(SHARE);
        if (Lab.isFull()) {
            trace.withEvents("kprobe", SHARE.resolve("kprobe.parquet"));
        }
    }

    static List<String> recorded() {
        return Lab.recorded(List.of("fentry", "kprobe"));
    }

    @AfterAll
    static void close() throws SQLException {
        if (trace != null) {
            trace.close();
        }
    }

    /** Linux 6.1 counts skipped fentry programs, but not skipped kprobes. */
    @ParameterizedTest
    @MethodSource("recorded")
    void saysWhoseMissesNobodyCounts(String backend) throws SQLException {
        assertEquals(
                List.of(backend.equals("kprobe") ? "[\"skipped kprobes\"]" : "[]"),
                trace.rows(
                        "SELECT value FROM %s_metadata WHERE key = 'skbtrail.uncounted'"
                                .formatted(backend)));
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void findsEveryPlantedFaultAndAgreesWithEveryOtherCounter(String backend) throws SQLException {
        assertEquals(
                List.of(backend),
                trace.rows(
                        "SELECT value FROM %s_metadata WHERE key = 'skbtrail.backend'"
                                .formatted(backend)));
        Evidence evidence = new Evidence(trace, backend);
        evidence.assertFaultsFound();
        evidence.assertCountersAgree();
        if (Lab.isFull()) {
            evidence.assertInterfacesAgree("netif_receive_skb", "net_dev_start_xmit");
        }
        Evidence.assertNothingLostButSkipped(trace, backend);
        assertEquals(
                0,
                trace.number(
                        "SELECT count(*) FROM " + backend + " WHERE ifname = '' OR ifindex = 0"),
                "events with a device that is none");
    }

    @Test
    void tellsFaultsFromConsequencesAndEverydayFrees() throws IOException, SQLException {
        new Situations("situations", SHARE).assertTold("6.1", "fentry");
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void decodesWhatTheKernelDoesToPackets(String backend) throws SQLException {
        new Decisions(SHARE, backend).assertAll();
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void accountsForEveryByteOfPacketsThatAreCutAndJoined(String backend) throws SQLException {
        LineageTruth truth = new LineageTruth(trace, backend);
        truth.assertSegmentsHaveThePacketsBytes();
        truth.assertMergedPacketsGrowByWhatTheyTake("skb_try_coalesce", 7001);
        truth.assertMergedPacketsGrowByWhatTheyTake("skb_try_coalesce", 7002);
        truth.assertDatagramsAreMadeWhole(7003, 7, 5028);
        truth.assertDatagramsAreMadeWhole(7004, 5, 5048);
        truth.assertDatagramsAreMadeWhole(7005, 7, 5028);
        truth.assertFragmentsAreRebuilt(7005, 7);
        truth.assertNothingIsTakenForWhatTcpCollapsed(7006, 60_000);
        truth.assertPacketsComeBackFromUserSpace(7007);
        truth.assertPacketsAreBuiltFromFrames(7008);
        truth.assertEveryLifeEnds();
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void readsTheUsersColumnsAndTheStacksOfDrops(String backend) throws SQLException {
        assertEquals(List.of(), trace.rows(WRONG_FIELDS.formatted(backend)));
        assertEquals(
                List.of("true true true true"),
                trace.rows(
                        """
                        SELECT count(f_len) > 1000, count(DISTINCT f_pkt_type) > 1,
                               count(DISTINCT f_netns) > 3, count(DISTINCT f_gso_size) > 1 FROM %s
                        """
                                .formatted(backend)));
        assertEquals(
                List.of(),
                trace.rows(
                        """
                        SELECT DISTINCT drop_location, stack FROM %s
                        WHERE drop_location IS NOT NULL AND NOT contains(stack, drop_location)
                        """
                                .formatted(backend)),
                "drops whose stack does not show where they were");
        assertEquals(
                0,
                trace.number(
                        "SELECT count(*) FROM %s WHERE drop_location IS NOT NULL AND stack IS NULL"
                                .formatted(backend)),
                "drops without a stack");
        assertEquals(List.of(), trace.rows(OWN_FRAMES.formatted(backend)), "frames of the probes");
    }

    /** A skipped program may be the one that sees a byte; for fentry the kernel reports it. */
    @Test
    void accountsForEveryByteByJourneys() throws SQLException, IOException {
        boolean takesKprobe = Lab.isFull() && Evidence.skipped(trace, "fentry") > 0;
        String backend = takesKprobe ? "kprobe" : "fentry";
        try (PayloadTruth payload =
                new PayloadTruth(
                        SHARE,
                        SHARE.resolve(backend + ".parquet"),
                        "payload",
                        PayloadTruth.Places.FULL)) {
            payload.assertAll();
            payload.assertLineage();
        }
    }

    /** The filter is shared code: each back-end proves one of the two. */
    @Test
    @Tag(Lab.FULL)
    void keepsOnePacketThroughNatAndTunnelWhicheverHeaderTheFilterMatches() throws SQLException {
        try (Trace crossings =
                new Trace()
                        .withEvents("by_first", SHARE.resolve("crossings-fentry.parquet"))
                        .withEvents("by_outer", SHARE.resolve("crossings-kprobe.parquet"))) {
            Crossings.assertOnePacketForEachDatagram(
                    crossings, "by_first", "crossings", Crossings.Filter.FIRST);
            Crossings.assertOnePacketForEachDatagram(
                    crossings, "by_outer", "crossings", Crossings.Filter.OUTER);
        }
    }

    /** Except for skipped programs: for kprobe the kernel does not report them before 6.7. */
    @Test
    @Tag(Lab.FULL)
    void bothBackendsAgreeOnThePathAndTheDropOfEveryPacket() throws SQLException {
        trace.run(LIVES.formatted("fentry_lives", "fentry"));
        trace.run(LIVES.formatted("kprobe_lives", "kprobe"));

        assertNotEquals(0, trace.number("SELECT count(*) FROM fentry_lives"));
        assertEquals(
                List.of(),
                trace.rows(PAIRS + "AND (f.fate, f.flow) IS DISTINCT FROM (k.fate, k.flow)"),
                "fentry's path, kprobe's path, fate by each, flow by each");
        List<String> paths = trace.rows(PAIRS + "AND f.path <> k.path");
        long byFentry = paths.stream().filter(p -> isPartOf(side(p, 0), side(p, 1))).count();
        assertTrue(byFentry <= Evidence.skipped(trace, "fentry"), paths::toString);
        long lives = trace.number("SELECT count(*) FROM fentry_lives");
        assertEquals(lives, trace.number("SELECT count(*) FROM kprobe_lives"));
        assertTrue((paths.size() - byFentry) * 100 <= SKIPPED_BY_KPROBE * lives, paths::toString);
    }

    private static String side(String paths, int of) {
        return paths.split(" [|] ")[of];
    }

    private static boolean isPartOf(String part, String whole) {
        Iterator<String> steps = List.of(whole.split(" > ")).iterator();
        return Stream.of(part.split(" > ")).allMatch(step -> isAhead(step, steps));
    }

    private static boolean isAhead(String step, Iterator<String> steps) {
        while (steps.hasNext()) {
            if (steps.next().equals(step)) {
                return true;
            }
        }
        return false;
    }

    /** Rows whose user columns differ from the regular columns with the same content. */
    private static final String WRONG_FIELDS =
            """
            SELECT kind, function, len, f_len, pkt_type, f_pkt_type, netns, f_netns,
                   gso_size, f_gso_size
            FROM %s
            WHERE len IS NOT NULL
              AND (f_len IS DISTINCT FROM len
                   OR coalesce(f_gso_size, 0) <> coalesce(gso_size, 0)
                   OR ifname IS NOT NULL AND f_netns IS DISTINCT FROM netns
                   OR pkt_type IS DISTINCT FROM ['host', 'broadcast', 'multicast', 'otherhost',
                       'outgoing', 'loopback', 'user', 'kernel'][f_pkt_type + 1])
            LIMIT 5
            """;

    /**
     * Stacks with our own frames. Code that an interrupt suspended is below it in the stack and
     * belongs to the kernel: another recorder may have been detaching its probes there.
     */
    private static final String OWN_FRAMES =
            """
            SELECT function, stack FROM %s
            WHERE regexp_matches(
                regexp_replace(stack, ';(asm_sysvec_|asm_common_interrupt|do_softirq).*', ''),
                'bpf|traceiter')
            LIMIT 5
            """;

    /** Each life according to both back-ends, where they differ. */
    private static final String PAIRS =
            """
            SELECT f.path, '|', k.path, '|', f.fate, k.fate, f.flow, k.flow FROM fentry_lives f
            FULL JOIN kprobe_lives k ON f.skb = k.skb AND f.born <= k.died AND k.born <= f.died
            WHERE (f.path, f.fate, f.flow) IS DISTINCT FROM (k.path, k.fate, k.flow)
            """;

    /** The lives of the scenario's packets, one row for each. */
    private static final String LIVES =
            """
            CREATE TABLE %s AS
            SELECT any_value(skb) AS skb, min(ts) AS born, max(ts) AS died,
                   string_agg(kind || ' ' || function, ' > ' ORDER BY seq) AS path,
                   any_value(drop_reason || ' ' || drop_location)
                       FILTER (drop_reason IS NOT NULL) AS fate,
                   any_value(saddr || ' ' || daddr || ' ' || protocol) AS flow
            FROM %s WHERE packet IS NOT NULL GROUP BY packet
            HAVING count(*) FILTER (netns_name LIKE 'skbt-%%' OR netns_name LIKE 'lineage-%%') > 0
               AND count(saddr) > 0
            """;
}
