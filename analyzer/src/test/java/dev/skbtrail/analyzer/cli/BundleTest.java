package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {
    private static final Path OVERLAY =
            SyntheticTrace.root().resolve("sample-traces/overlay/trace.parquet");

    @TempDir private static Path shared;
    private static Path part;

    @TempDir private Path directory;

    @BeforeAll
    static void bundlePort() {
        part = bundle(shared.resolve("part.parquet"), OVERLAY, "--port", 7000);
    }

    private Path bundle(String name, Object... words) {
        return bundle(directory.resolve(name), words);
    }

    private static Path bundle(Path file, Object... words) {
        Object[] args = new Object[words.length + 3];
        args[0] = "bundle";
        args[1] = "-o";
        args[2] = file;
        System.arraycopy(words, 0, args, 3, words.length);
        Cli.Result result = Cli.run(args);
        assertEquals(0, result.exitCode(), result.err());
        return file;
    }

    private static String sql(Path trace, String sql) {
        Cli.Result result = Cli.run("sql", trace, sql, "--format", "csv");
        assertEquals(0, result.exitCode(), result.err());
        return result.out().lines().skip(1).reduce("", (a, b) -> a.isEmpty() ? b : a + "\n" + b);
    }

    @Test
    void isSoundWhateverTimesItHas() {
        Path trace =
                SyntheticTrace.write(
                        directory,
                        "endless",
                        SyntheticTrace.script("router")
                                + "UPDATE event SET ts = 'infinity' WHERE seq = 1;");
        Path file = bundle("endless.bundle", trace);
        Cli.Result result = Cli.run("verify", file);
        assertEquals(0, result.exitCode(), result.out());
    }

    @Test
    void hasWholeJourneysOfTheChosenPackets() {
        String middle =
                sql(
                        OVERLAY,
                        "SELECT packet FROM members WHERE depth = 1 AND children > 0"
                                + " ORDER BY packet LIMIT 1");
        Path file = bundle("journey.parquet", OVERLAY, "--packet", middle);
        String journey =
                "SELECT packet FROM members WHERE journey ="
                        + " (SELECT journey FROM members WHERE packet = "
                        + middle
                        + ") ORDER BY packet";
        String packets = sql(file, "SELECT DISTINCT packet FROM events ORDER BY packet");
        assertEquals(sql(OVERLAY, journey), packets);
        assertTrue(packets.lines().count() > 2, packets);
        assertEquals(sql(OVERLAY, journey), sql(file, journey));
    }

    @Test
    void hasTheEventsOfItsPacketsAsTheyWere() {
        String events =
                "SELECT count(*), count(DISTINCT packet), bit_xor(hash(COLUMNS(*)))"
                        + " FROM events WHERE packet IN ("
                        + sql(part, "SELECT string_agg(DISTINCT packet, ', ') FROM events")
                                .replace("\"", "")
                        + ")";
        assertEquals(sql(OVERLAY, events), sql(part, events));
        assertTrue(sql(part, "FROM completeness").contains(",true,"));
        assertEquals(
                "53,53",
                sql(part, "SELECT packets, (SELECT packets FROM trace) FROM completeness"));
    }

    @Test
    void saysThatItIsAPart() {
        String summary = Cli.run("summary", part).out();
        assertTrue(
                summary.contains("packets of a larger trace: port 7000; 53 of 112 packets"),
                summary);
        Path again = bundle("again.parquet", part, "--proto", "udp");
        String second = Cli.run("summary", again).out();
        assertTrue(second.contains("port 7000; of these: proto udp; 53 of"), second);
        Path all = bundle("all.parquet", OVERLAY);
        assertTrue(Cli.run("summary", all).out().contains("every packet of the trace"));
        assertFalse(Cli.run("summary", OVERLAY).out().contains("bundle"));
    }

    @Test
    void isSealed() {
        assertEquals("whole", sql(part, "SELECT checked FROM trace"));
        assertEquals(0, Cli.run("verify", part).exitCode());
    }

    /** Packet 1 has all its events, but the ring was too small while they were read. */
    @Test
    void isIncompleteWhereTheTraceIs() {
        Path lossy = SyntheticTrace.write(directory, "lossy");
        Path file = bundle("part.parquet", lossy, "--packet", 1);
        String note = Cli.run("summary", file).out().lines().skip(1).findFirst().orElse("");
        assertEquals(
                "TRACE INCOMPLETE: it is a part of a trace that was incomplete; 13 events lost (ring"
                        + " full on CPU 1; missed probe on CPU 0), 0 of 1 packets have gaps",
                note);
    }

    /** A gap without a counted loss, in a packet that is not selected. */
    @Test
    void isIncompleteWhereOnlyOtherPacketsHaveGaps() {
        Path holes =
                SyntheticTrace.write(
                        directory,
                        "holes",
                        "INSERT INTO event BY NAME SELECT make_timestamp_ns(n) AS ts, 0 AS cpu,"
                                + " 'entry' AS kind, 'ip_rcv' AS function, p AS packet, s AS seq"
                                + " FROM (VALUES (1, 1, 0), (2, 1, 1), (3, 2, 0), (4, 2, 2))"
                                + " AS t (n, p, s)");
        Path file = bundle("part.parquet", holes, "--packet", 1);
        assertEquals("false", sql(file, "SELECT complete FROM completeness"));
        Path again = bundle("again.parquet", file);
        assertEquals("false", sql(again, "SELECT complete FROM completeness"));
    }

    @Test
    void isForItsOwnerAlone() throws IOException {
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(part)));
        assertTrue(Files.size(part) < Files.size(OVERLAY));
    }

    @Test
    void saysWhatItHas() {
        Path file = directory.resolve("part.parquet");
        Cli.Result result = Cli.run("bundle", OVERLAY, "-o", file, "--port", 7000);
        assertTrue(result.out().contains("contents  3,752 events, 53 packets"), result.out());
        assertTrue(result.out().contains("time      1.644742 s to 5.038276 s"), result.out());
        assertTrue(result.out().contains("state     complete: 0 events lost"), result.out());
    }

    @Test
    void previewsWithoutWriting() {
        Path file = directory.resolve("part.parquet");
        Path key = directory.resolve("key");
        Cli.Result result =
                Cli.run("bundle", OVERLAY, "-o", file, "--preview", "--anonymize", "--key", key);
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.out().contains("not written (--preview)"), result.out());
        assertTrue(result.out().contains("mapped    "), result.out());
        assertFalse(Files.exists(file) || Files.exists(key));
    }

    @Test
    void writesTextForTheTicket() {
        Path sample = SyntheticTrace.root().resolve("sample-traces/udp-closed/trace.parquet");
        Cli.Result result =
                Cli.run("bundle", sample, "-o", directory.resolve("bug.parquet"), "--markdown");
        assertTrue(
                result.out().startsWith("### Trace bug.parquet\n")
                        || result.out().contains("\n### Trace bug.parquet\n"),
                result.out());
        assertTrue(result.out().contains("1. **certain**: Nothing listens on UDP"), result.out());
        assertTrue(result.out().contains("\nskbtrail packet bug.parquet 1\n"), result.out());
        assertTrue(result.out().contains("\nskbtrail explain bug.parquet\n"), result.out());
    }

    @Test
    void refusesWhatItCannotDo() throws IOException {
        Path there = Files.createFile(directory.resolve("there.parquet"));
        assertRefused("exists already; --force overwrites it", OVERLAY, "-o", there);
        Path file = directory.resolve("part.parquet");
        assertRefused("are for --anonymize; add it", OVERLAY, "-o", file, "--key", "k");
        assertRefused("are for --anonymize; add it", OVERLAY, "-o", file, "--keep-vendor");
        Path wrong = Files.writeString(directory.resolve("wrong.key"), "secret");
        assertRefused("not a key", OVERLAY, "-o", file, "--anonymize", "--key", wrong);
        Path nowhere = directory.resolve("nowhere/key");
        assertRefused(
                "cannot be read or made", OVERLAY, "-o", file, "--anonymize", "--key", nowhere);
        Path samples = SyntheticTrace.root().resolve("sample-traces");
        assertRefused("9 traces, and a bundle is of one", samples, "-o", file);
        assertRefused("no packet matches port 1", OVERLAY, "-o", file, "--port", 1);
        assertFalse(Files.exists(file));
    }

    private static void assertRefused(String said, Object... words) {
        Object[] args = new Object[words.length + 1];
        args[0] = "bundle";
        System.arraycopy(words, 0, args, 1, words.length);
        Cli.Result result = Cli.run(args);
        assertNotEquals(0, result.exitCode());
        assertEquals("", result.out());
        assertEquals(1, result.err().lines().count(), result.err());
        assertTrue(result.err().contains(said), result.err());
    }

    @Test
    void mapsAlikeWithTheSameKey() throws IOException {
        Path key = directory.resolve("site.key");
        String first = flows("1.parquet", "--key", key);
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
        assertEquals(65, Files.size(key));
        assertEquals(first, flows("2.parquet", "--key", key, "--port", 7000));
        assertNotEquals(first, flows("3.parquet", "--key", directory.resolve("other.key")));
        assertNotEquals(flows("4.parquet"), flows("5.parquet"));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("r--------"));
        String text = Files.readString(key, StandardCharsets.US_ASCII);
        assertEquals(first, flows("6.parquet", "--key", key));
        assertEquals(text, Files.readString(key, StandardCharsets.US_ASCII));
    }

    private String flows(String name, Object... options) {
        Object[] words = new Object[options.length + 2];
        words[0] = OVERLAY;
        words[1] = "--anonymize";
        System.arraycopy(options, 0, words, 2, options.length);
        return sql(
                bundle(name, words),
                "SELECT DISTINCT saddr, daddr, netns_name, ifname FROM events"
                        + " WHERE dport = 7000 ORDER BY ALL");
    }

    @Test
    void leavesOutUserColumnsUnlessTheyAreKept() {
        Path trace =
                SyntheticTrace.write(
                        directory,
                        "fields",
                        SyntheticTrace.script("router")
                                + "ALTER TABLE event ADD COLUMN wmem BIGINT;"
                                + "INSERT INTO metadata VALUES ('skbtrail.fields',"
                                + " '[{\"name\": \"wmem\", \"path\": \"skb->sk->sk_wmem_alloc\"}]');");
        String columns = "SELECT string_agg(column_name) FROM (DESCRIBE FROM events)";
        assertTrue(sql(bundle("plain.parquet", trace), columns).contains("wmem"));
        assertFalse(sql(bundle("1.parquet", trace, "--anonymize"), columns).contains("wmem"));
        assertTrue(
                sql(bundle("2.parquet", trace, "--anonymize", "--keep-fields"), columns)
                        .contains("wmem"));
    }

    /** Names with quotes, SQL and control characters, in every column and in the footer. */
    @Test
    void takesHostileTextForText() {
        Path hostile = SyntheticTrace.write(directory, "hostile");
        for (Path file : new Path[] {bundle("1.parquet", hostile), anonymized(hostile)}) {
            assertEquals(
                    sql(hostile, "SELECT count(*), count(DISTINCT packet) FROM events"),
                    sql(file, "SELECT count(*), count(DISTINCT packet) FROM events"));
            assertEquals(0, Cli.run("explain", file).exitCode());
            assertEquals(
                    Cli.run("losses", hostile).out().contains("INCOMPLETE"),
                    Cli.run("losses", file).out().contains("INCOMPLETE"));
        }
        String names = "SELECT DISTINCT ifname FROM events WHERE ifname IS NOT NULL";
        assertTrue(
                sql(directory.resolve("2.parquet"), names)
                        .lines()
                        .allMatch(n -> n.matches("lo|if-\\w{8}")));
    }

    private Path anonymized(Path trace) {
        return bundle("2.parquet", trace, "--anonymize", "--markdown");
    }
}
