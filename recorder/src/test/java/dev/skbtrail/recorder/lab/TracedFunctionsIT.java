package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.recorder.OlderTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Boots 6.12, which has every back-end that traces functions, and records seven pings with
 * functions chosen in every way by kprobe, which no other kernel does; then with all functions. In
 * a full run it uses all three back-ends at the same time, and also records what older tools could
 * see, as listed in {@code bpf/README.md}.
 */
class TracedFunctionsIT {
    private static final String KERNEL = "6.12";
    private static final Path SHARE = Repository.file("recorder/target/lab/functions");
    private static final int PINGS = 7;

    /**
     * In this kernel the compiler left no function of these names that a probe could be attached
     * to.
     */
    private static final List<String> NOT_THERE =
            List.of("br_nf_forward_ip", "deliver_clone", "skb_release_all", "vrf_local_xmit");

    /** Only called directly where it was inlined: br_pass_frame_up. */
    private static final String NEVER_CALLED = "br_netif_receive_skb";

    private static final List<String> OLDER_FUNCTIONS =
            olderTools("meetsEveryFunctionThatOlderToolsTraced");
    private static final List<String> OLDER_COLUMNS =
            olderTools("fillsEveryColumnThatOlderToolsPrinted");

    /** The packets of {@code lab/decoded}, sent during the same recording. */
    private static final String DECODED =
            """
            CREATE VIEW decoded AS FROM older WHERE packet IN (
                SELECT packet FROM older
                WHERE regexp_matches(netns_name, '^(tunnels|firewalls|queues|frames)-'))
            """;

    /** Packets without an end whose address was reused by another packet. */
    private static final String REBORN =
            """
            WITH life AS (
                SELECT packet, any_value(skb) AS skb, min(ts) AS first, max(ts) AS last,
                       bool_or(regexp_matches(function, 'free|consume_skb')) AS ended
                FROM rebirth WHERE packet IS NOT NULL GROUP BY packet)
            SELECT count(*) FROM life AS old
            WHERE NOT ended AND EXISTS (
                FROM life AS new WHERE new.skb = old.skb AND new.first > old.last)
            """;

    private static Trace trace;

    @BeforeAll
    static void recordInTheGuest() throws IOException, SQLException {
        Requires.labKernel(KERNEL);
        Files.createDirectories(SHARE);
        Files.write(SHARE.resolve("older-functions.txt"), OLDER_FUNCTIONS);
        Guest.run(KERNEL, SHARE, Programs.FUNCTIONS, Lab.argument());
        trace = new Trace();
        withEvents("kprobe", "every");
        if (Lab.isFull()) {
            withEvents("fentry", "multi", "older", "rebirth");
            trace.run(DECODED);
            trace.run("CREATE VIEW decoded_metadata AS FROM older_metadata");
        }
    }

    static List<String> recorded() {
        return Lab.recorded(List.of("kprobe", "fentry", "multi"));
    }

    private static void withEvents(String... names) throws SQLException {
        for (String name : names) {
            trace.withEvents(name, SHARE.resolve(name + ".parquet"));
        }
    }

    @AfterAll
    static void close() throws SQLException {
        if (trace != null) {
            trace.close();
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void seesEveryPingInEveryChosenFunctionAndItsReturn(String backend) throws SQLException {
        // Echo request and reply both; the rule is at the output hook of the pinging side only.
        assertEquals(
                List.of(
                        "icmp_rcv " + 2 * PINGS,
                        "ip_output " + 2 * PINGS,
                        "nft_do_chain_ipv4 " + PINGS,
                        "veth_xmit " + 2 * PINGS),
                trace.rows(
                        """
                        SELECT function, count(*) FROM %s
                        WHERE kind = 'entry' AND protocol = 'ICMP' AND function IN
                            ('icmp_rcv', 'ip_output', 'nft_do_chain_ipv4', 'veth_xmit')
                        GROUP BY ALL ORDER BY ALL
                        """
                                .formatted(backend)));
        assertEquals(
                List.of(),
                trace.rows(
                        """
                        SELECT packet, function, count(*) FILTER (kind = 'entry'),
                               count(*) FILTER (kind = 'return')
                        FROM %s WHERE function NOT IN ('skb_clone') AND packet IS NOT NULL
                        AND kind IN ('entry', 'return') AND function IN
                            ('icmp_rcv', 'ip_output', 'nft_do_chain_ipv4', 'veth_xmit',
                             'sk_filter_trim_cap')
                        GROUP BY ALL HAVING count(*) FILTER (kind = 'entry')
                                         <> count(*) FILTER (kind = 'return')
                        """
                                .formatted(backend)),
                "packet, function, entries, returns");
        Evidence.assertNothingLostButSkipped(trace, backend);
    }

    /** In the guest, process 1 can be examined, as on a host. */
    @Test
    void callsTheNamespaceThatTheKernelBootedWithHost() throws SQLException {
        assertEquals(
                List.of("skbt0 host", "skbt1 skbt-peer"),
                trace.rows(
                        """
                        SELECT DISTINCT ifname, netns_name FROM kprobe
                        WHERE ifname LIKE 'skbt_' ORDER BY ALL
                        """));
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void selectsExactlyThePacketsThatTcpdumpSelects(String backend)
            throws IOException, SQLException {
        String expression =
                trace.rows(
                                """
                                SELECT value ->> '$.pcap[0]' FROM %s_metadata
                                WHERE key = 'skbtrail.filter'
                                """
                                        .formatted(backend))
                        .get(0);
        List<String> selected =
                CaptureFile.select(SHARE.resolve("all.pcap"), expression).stream()
                        .map(CaptureFile::lengthAndIpId)
                        .sorted()
                        .toList();
        assertEquals(
                selected,
                trace.rows(
                        """
                        SELECT len || ' ' || coalesce(ip_id, 0) FROM %s
                        WHERE kind = 'entry' AND function = 'veth_xmit' ORDER BY ALL
                        """
                                .formatted(backend)),
                expression);
        assertTrue(selected.size() > 2 * PINGS, selected.size() + " packets");
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void readsWhatFunctionsReturn(String backend) throws SQLException {
        assertEquals(
                // The reply has no ping socket, only a raw one: icmp_rcv reports that it was
                // dropped.
                List.of(
                        "icmp_rcv 0",
                        "icmp_rcv 1",
                        "ip_output 0",
                        "nft_do_chain_ipv4 1",
                        "veth_xmit 0"),
                trace.rows(
                        """
                        SELECT DISTINCT function, retval FROM %s
                        WHERE kind = 'return' AND function IN
                            ('icmp_rcv', 'ip_output', 'nft_do_chain_ipv4', 'veth_xmit')
                        ORDER BY ALL
                        """
                                .formatted(backend)));
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void keepsInTheFooterWhatTheKernelLacksAndHowLongAttachingTook(String backend)
            throws SQLException {
        assertEquals(
                List.of("gone_in_this_kernel ipv4 true", "no_such_function file true"),
                trace.rows(
                        """
                        SELECT item ->> 'function', item ->> 'group',
                               (item ->> 'reason') LIKE 'not in this kernel%%'
                        FROM (SELECT unnest(CAST(value AS JSON[])) AS item FROM %s_metadata
                              WHERE key = 'skbtrail.probes')
                        WHERE item ->> 'attached' = 'false'
                        AND item ->> 'group' IN ('ipv4', 'file', 'kernel', 'veth', 'nf_tables')
                        ORDER BY ALL
                        """
                                .formatted(backend)));
        assertTrue(
                trace.number(
                                "SELECT value FROM "
                                        + backend
                                        + "_metadata WHERE key = 'skbtrail.attach_ns'")
                        > 0);
    }

    @Test
    void saysWhenAllProbesAreOn() throws IOException {
        assertEquals("600 0", Files.readString(SHARE.resolve("ready")).strip());
    }

    @Test
    void attachesToAlmostEveryFunctionByKprobeMulti() throws SQLException {
        assertEquals(
                List.of("kprobe.multi"),
                trace.rows("SELECT value FROM every_metadata WHERE key = 'skbtrail.backend'"));
        assertTrue(
                trace.number(
                                """
                                SELECT count(*) FILTER (item ->> 'attached' = 'true') FROM
                                (SELECT unnest(CAST(value AS JSON[])) AS item FROM every_metadata
                                 WHERE key = 'skbtrail.probes')
                                """)
                        > 1500);
    }

    /** The other process sent longer ones. The length is 0 while the header is being built. */
    @Test
    void recordsWhatTheChosenProcessSends() throws SQLException {
        assertEquals(
                List.of("84 3"),
                trace.rows(
                        """
                        SELECT ip_len, count(DISTINCT packet) FROM every
                        WHERE icmp_type = 8 AND ip_len > 0 AND kind = 'entry' GROUP BY ALL
                        """));
        assertEquals(
                List.of("ping 1"),
                trace.rows(
                        """
                        SELECT comm, count(DISTINCT pid) FROM every
                        WHERE seq = 0 AND lineage IS NULL GROUP BY ALL
                        """));
    }

    @Test
    void beginsNoPacketWhileOneIsFreed() throws SQLException {
        assertEquals(
                List.of(),
                trace.rows(
                        """
                        SELECT arg_min(function, seq), count(*) FROM every
                        WHERE packet IS NOT NULL GROUP BY packet
                        HAVING arg_min(function, seq) LIKE 'skb_release%'
                            OR arg_min(function, seq) LIKE '%kfree%'
                            OR arg_min(function, seq) LIKE 'sock_%free'
                        """));
    }

    @Test
    @Tag(Lab.FULL)
    void meetsEveryFunctionThatOlderToolsTraced() throws SQLException {
        List<String> met = trace.rows("SELECT DISTINCT function FROM older");
        assertEquals(
                NOT_THERE,
                OLDER_FUNCTIONS.stream()
                        .filter(name -> !met.contains(name) && !name.equals(NEVER_CALLED))
                        .sorted()
                        .toList());
        assertEquals(
                NOT_THERE,
                trace.rows(
                        """
                        SELECT item ->> 'function'
                        FROM (SELECT unnest(CAST(value AS JSON[])) AS item FROM older_metadata
                              WHERE key = 'skbtrail.probes')
                        WHERE item ->> 'attached' = 'false' AND length(item ->> 'reason') > 0
                        AND item ->> 'group' NOT IN ('free', 'alloc') -- of each kernel's own
                        ORDER BY ALL
                        """));
        Evidence.assertNothingLostButSkipped(trace, "older");
    }

    @Test
    @Tag(Lab.FULL)
    void decodesTunnels() throws SQLException {
        new Tunnels(trace, "decoded", SHARE).assertAll();
    }

    @Test
    @Tag(Lab.FULL)
    void decodesFirewalls() throws SQLException {
        new Firewalls(trace, "decoded", SHARE).assertAll();
    }

    @Test
    @Tag(Lab.FULL)
    void decodesQueues() throws SQLException {
        new Queues(trace, "decoded", SHARE).assertAll();
    }

    @Test
    @Tag(Lab.FULL)
    void decodesFramesAndWhatIsBehindTheirHeaders() throws SQLException {
        new Frames(trace, "decoded", SHARE).assertAll();
    }

    /**
     * An allocator returns the address of a packet that still seems to live: another packet begins.
     */
    @Test
    @Tag(Lab.FULL)
    void endsAPacketWhoseFreeWasNotSeen() throws SQLException {
        long reborn = trace.number(REBORN);
        assertTrue(reborn > 0, "no packet came to life where another one's end was not seen");
        assertTrue(
                trace.number("SELECT sum(lost) FROM rebirth WHERE lost_cause = 'end not seen'")
                        >= reborn,
                () -> reborn + " packets whose end was not seen, and fewer are counted");
        assertEquals(
                List.of(),
                trace.rows(
                        """
                        SELECT packet FROM rebirth WHERE protocol = 'TCP'
                        GROUP BY packet HAVING count(DISTINCT greatest(sport, dport)) > 1
                        """),
                "packets of several connections");
    }

    @Test
    @Tag(Lab.FULL)
    void tellsFaultsFromConsequencesAndEverydayFrees() throws IOException, SQLException {
        new Situations("situations", SHARE).assertTold(KERNEL, "situations");
    }

    @Test
    @Tag(Lab.FULL)
    void fillsEveryColumnThatOlderToolsPrinted() throws SQLException {
        for (String column : OLDER_COLUMNS) {
            assertTrue(trace.number("SELECT count(" + column + ") FROM older") > 0, column);
        }
    }

    @Test
    @Tag(Lab.FULL)
    void readsAMemberThatTheUserNamed() throws SQLException {
        assertEquals(
                List.of("7 7", "16 16", "33 33"),
                trace.rows(
                        "SELECT DISTINCT bits, mark FROM older"
                                + " WHERE kind = 'entry' AND (mark <> 0 OR bits <> 0)"
                                + " ORDER BY ALL"));
    }

    /** The names in the rows with that test. */
    private static List<String> olderTools(String test) {
        return OlderTools.read(Repository.file(".")).stream()
                .filter(row -> row.tests().contains("TracedFunctionsIT." + test))
                .flatMap(row -> row.here().stream())
                .filter(name -> !name.startsWith("--"))
                .distinct()
                .toList();
    }
}
