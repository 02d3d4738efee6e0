package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.Program;
import dev.skbtrail.analyzer.SyntheticTrace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Capture files as tshark reads them, compared with the rows of the trace. */
class ExportTest {
    private static final Path ROUTER = SyntheticTrace.shared("router");

    /** The columns of the table frame in export-frames.sql, in order. */
    private static final List<String> FIELDS =
            List.of(
                    "frame.packet_id",
                    "frame.time_epoch",
                    "frame.interface_name",
                    "frame.len",
                    "frame.cap_len",
                    "frame.interface_queue",
                    "eth.src",
                    "eth.dst",
                    "ip.src",
                    "ip.dst",
                    "ipv6.src",
                    "ipv6.dst",
                    "arp.src.proto_ipv4",
                    "arp.dst.proto_ipv4",
                    "ip.proto",
                    "ipv6.nxt",
                    "ip.ttl",
                    "ipv6.hlim",
                    "ip.id",
                    "ip.len",
                    "tcp.srcport",
                    "udp.srcport",
                    "tcp.dstport",
                    "udp.dstport",
                    "tcp.seq_raw",
                    "tcp.ack_raw",
                    "tcp.window_size_value",
                    "tcp.flags",
                    "tcp.len",
                    "udp.length",
                    "icmp.type",
                    "icmpv6.type",
                    "icmp.ident",
                    "icmp.seq",
                    "vxlan.vni");

    @TempDir Path directory;

    @BeforeAll
    static void needsWireshark() {
        Wireshark.require();
    }

    static Stream<Path> samples() throws IOException {
        try (Stream<Path> found = Files.list(SyntheticTrace.root().resolve("sample-traces"))) {
            return found
                    .filter(Files::isDirectory)
                    .map(sample -> sample.resolve("trace.parquet"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isReadWithoutAWarningAndHasWhatTheTraceHas(Path trace) throws Exception {
        Path file = export(trace);
        assertEquals(
                "",
                Wireshark.run(
                        "tshark -r "
                                + file
                                + " -Y '_ws.malformed || _ws.expert.severity >= 0x600000'"));
        Path frames = directory.resolve("frames.tsv");
        Wireshark.run(
                "tshark -r "
                        + file
                        + " -T fields -E header=y -E occurrence=f -E separator=/t -e "
                        + String.join(" -e ", FIELDS)
                        + " >"
                        + frames);
        Path comments = directory.resolve("comments.tsv");
        Wireshark.run(
                "tshark -r "
                        + file
                        + " -T fields -E aggregator=';' -e frame.packet_id -e frame.comment >"
                        + comments);
        assertEquals(List.of(), differences(trace, frames, comments));
    }

    /** Each check of export-frames.sql names the differences it found. */
    private List<String> differences(Path trace, Path frames, Path comments) throws Exception {
        List<String> found = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET VARIABLE trace = '" + trace + "'");
            statement.execute("SET VARIABLE frames = '" + frames + "'");
            statement.execute("SET VARIABLE comments = '" + comments + "'");
            for (String sql : resource().split(";\\s*\\n")) {
                try (ResultSet rows = rows(statement, sql)) {
                    while (rows != null && rows.next()) {
                        found.add(rows.getString(1) + ": " + rows.getString(2));
                    }
                }
            }
        }
        return found;
    }

    private static ResultSet rows(Statement statement, String sql) throws SQLException {
        return statement.execute(sql) && !sql.contains("CREATE ") ? statement.getResultSet() : null;
    }

    private static String resource() throws IOException {
        try (InputStream in = ExportTest.class.getResourceAsStream("/export-frames.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void writesAFrameForEachEventWhenAsked() {
        Path file = directory.resolve("all.pcapng");
        Cli.Result result = Cli.run("export", ROUTER, "-o", file, "--every-event", "--packet", 1);
        assertTrue(
                result.out().contains(": 11 frames of 1 packets at "), result.out() + result.err());
        assertEquals(
                "path: netif_receive_skb,task: CPU 0\n"
                        + "path: ip_rcv,latency: 100 ns since eth0,task: CPU 0\n",
                Wireshark.run("tshark -r " + file + " -c 2 -T fields -e frame.comment"));
    }

    @Test
    void saysWhatBecameOfADroppedPacket() {
        Path file = directory.resolve("dropped.pcapng");
        Cli.run("export", ROUTER, "-o", file, "--packet", 2);
        assertEquals(
                "path: ip_rcv,then: ip_forward > nf_hook_slow > nft_do_chain > kfree_skb,"
                        + "fate: dropped, NETFILTER_DROP at nf_hook_slow"
                        + " (netfilter FORWARD filter forward), 250 ns later,task: CPU 1\n",
                Wireshark.run("tshark -r " + file + " -T fields -e frame.comment"));
    }

    @Test
    void countsWhatWasLostBeforeAFrame() {
        Path file = export(SyntheticTrace.shared("lossy"), "--every-event");
        String counts = " -T fields -e frame.packet_id -e frame.time_relative -e frame.drop_count";
        assertEquals(
                "1\t0.000003000\t4\n",
                Wireshark.run("tshark -r " + file + " -Y frame.drop_count" + counts));
        String missing = Wireshark.run("tshark -r " + file + " -T fields -e frame.comment");
        assertEquals(
                List.of("missing: 1 of its events before", "missing: 2 of its events before"),
                Pattern.compile("missing: [^,]*")
                        .matcher(missing)
                        .results()
                        .map(MatchResult::group)
                        .toList());
        assertTrue(Wireshark.run("capinfos " + file).contains("TRACE INCOMPLETE"));
    }

    @Test
    void keepsAFileUnlessForcedAndFromOthersEyes() throws IOException {
        Path file = export(ROUTER);
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        byte[] before = Files.readAllBytes(file);
        Cli.Result again = Cli.run("export", ROUTER, "-o", file, "--packet", 1);
        assertEquals(2, again.exitCode());
        assertEquals(
                "skbtrail: " + file + ": exists already; --force overwrites it\n", again.err());
        assertEquals(before.length, Files.size(file));
        assertEquals(0, Cli.run("export", ROUTER, "-o", file, "--packet", 1, "--force").exitCode());
        assertTrue(Files.size(file) < before.length);
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(List.of(file), left.toList());
        }
    }

    @Test
    void writesToAPipe() throws IOException {
        Path file = export(ROUTER);
        Path piped = directory.resolve("piped");
        Program.Result result = Program.shell("", "$SKBTRAIL export " + ROUTER + " -o - >" + piped);
        assertEquals(0, result.exitCode(), result.err());
        assertEquals(-1, Files.mismatch(file, piped));
    }

    @Test
    void writesNothingToATerminal() {
        Program.Result result =
                Program.shell("-Dskbtrail.terminal=true", "$SKBTRAIL export " + ROUTER + " -o -");
        assertEquals(2, result.exitCode());
        assertEquals("", result.out());
        assertTrue(result.err().startsWith("skbtrail: -o -: standard output is a terminal;"));
    }

    @Test
    void saysHowToRecordWhatHasNoFrames() {
        Path file = directory.resolve("none.pcapng");
        Path bare =
                SyntheticTrace.write(
                        directory,
                        "bare",
                        "INSERT INTO event BY NAME SELECT make_timestamp_ns(1) AS ts, 0 AS cpu,"
                                + " 'entry' AS kind, 'ip_rcv' AS function, 1 AS packet, 0 AS seq");
        Cli.Result result = Cli.run("export", bare, "-o", file);
        assertEquals(1, result.exitCode(), result.err());
        assertTrue(result.err().contains("Record again with"), result.err());
        assertTrue(!Files.exists(file));
    }

    private Path export(Path trace, String... options) {
        Path file = directory.resolve("trace.pcapng");
        Object[] words =
                Stream.concat(Stream.of("export", trace, "-o", file), Stream.of(options)).toArray();
        Cli.Result result = Cli.run(words);
        assertEquals(0, result.exitCode(), result.err());
        return file;
    }
}
