package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** {@code skbtrail check}: what fails, what passes, and what cannot be decided. */
class CheckTest {
    private static final String OWN =
            """
            -- title: No packet is small #1
            -- description: An assertion of the user's own.
            -- needs: packets
            SELECT 'of "' || ip_len || '" bytes' AS what, packet
            FROM packets
            WHERE ip_len < 70
            ORDER BY packet;
            """;

    private static final String RULE =
            """
            -- title: Any packet at all
            -- description: A rule of the user's own.
            -- level: error
            -- finding: There are packets
            -- confirm: ip -s link
            -- change: Nothing.
            -- source: this test
            -- probes:
            -- needs: packets
            SELECT 'certain' AS certainty, packet, first AS ts, flow FROM packets;
            """;

    @TempDir private Path directory;

    private static Path sample(String name) {
        return SyntheticTrace.root().resolve("sample-traces").resolve(name);
    }

    private static List<String> lines(Cli.Result result) {
        return result.out().lines().toList();
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    @Test
    void passesWhereNothingIsWrong() {
        Cli.Result result = Cli.run("check", sample("healthy"));
        assertEquals(0, result.exitCode(), result.out());
        List<String> lines = lines(result);
        assertEquals("TAP version 14", lines.get(0));
        assertEquals("1..5", lines.get(1));
        assertTrue(lines.contains("ok 1 - no-loss: No event was lost"), result.out());
        assertTrue(lines.contains("ok 2 - no-fault: Nothing is wrong by skbtrail explain"));
        assertFalse(result.out().contains("not ok"), result.out());
    }

    @Test
    void failsWithWhatExplainFinds() {
        Cli.Result result = Cli.run("check", sample("udp-closed"));
        assertEquals(1, result.exitCode());
        assertEquals("", result.err());
        assertTrue(result.out().contains("\nnot ok 2 - no-fault"), result.out());
        assertTrue(result.out().contains("(rule no-listener, 13 packets); packet 1"), result.out());
        assertTrue(result.out().contains("\nnot ok 3 - drops-allowed"), result.out());
    }

    @ParameterizedTest
    @CsvSource({"NO_SOCKET", "'__udp4_lib_rcv,__udp6_lib_rcv'"})
    void allowsDropsByReasonAndByPlace(String allowed) {
        Cli.Result result = Cli.run("check", sample("udp-closed"), "--allow-drop", allowed);
        assertEquals(0, result.exitCode(), result.out());
    }

    @Test
    void failsForADropThatIsNotAmongTheAllowedOnes() {
        Cli.Result result = Cli.run("check", sample("udp-closed"), "--allow-drop", "NO_SOCKETS");
        assertEquals(1, result.exitCode());
        assertTrue(result.out().contains("not ok 2 - no-fault"), result.out());
        assertTrue(result.out().contains("not ok 3 - drops-allowed"), result.out());
    }

    @Test
    void holdsStagesToTheirLimits() {
        Cli.Result good = Cli.run("check", sample("healthy"), "--p99", "IP in:forwarding=10s");
        assertTrue(good.out().contains("\nok 4 - stage-times: "), good.out());
        assertFalse(good.out().contains("no --p99"), good.out());
        Cli.Result bad =
                Cli.run("check", sample("healthy"), "--p99", "IP in:forwarding=1.5us,a:b=1s");
        assertEquals(1, bad.exitCode());
        assertTrue(bad.out().contains(", more than 1.5 us ("), bad.out());
        assertTrue(bad.out().contains("- \"a to b: no such time was measured\""), bad.out());
    }

    @Test
    void allowsPathsByTheirIds() {
        Path trace = SyntheticTrace.shared("router");
        Cli.Result paths =
                Cli.run("sql", trace, "SELECT path FROM paths WHERE complete", "--format", "csv");
        List<String> all = paths.out().lines().skip(1).toList();
        Object[] words = {"check", trace, "--without", "no-fault,drops-allowed", "--allow-path"};
        assertEquals(0, run(words, String.join(",", all)).exitCode());
        Cli.Result result = run(words, all.get(0));
        assertEquals(1, result.exitCode());
        assertTrue(result.out().contains("- \"path " + all.get(1)), result.out());
    }

    private static Cli.Result run(Object[] words, Object last) {
        Object[] all = Arrays.copyOf(words, words.length + 1);
        all[words.length] = last;
        return Cli.run(all);
    }

    /** If events are missing, an empty result is not a pass. */
    @Test
    void skipsWhatAnIncompleteTraceCannotShow() {
        Path trace = SyntheticTrace.shared("lossy");
        Cli.Result result = Cli.run("check", trace, "--allow-drop", "NOT_SPECIFIED");
        assertEquals(1, result.exitCode());
        assertTrue(result.out().contains("\nnot ok 1 - no-loss: No event was lost\n"));
        for (String line : lines(result)) {
            assertFalse(line.startsWith("ok ") && !line.contains(" # SKIP "), line);
        }
        assertTrue(result.out().contains("# SKIP nothing was found, but events are missing"));
    }

    @Test
    void takesTheUsersOwnAssertionsAndRules() throws IOException {
        Path own = file("small.sql", OWN);
        Cli.Result one = Cli.run("check", sample("healthy"), "--rules", own);
        assertEquals(1, one.exitCode());
        assertTrue(one.out().contains("\nnot ok 6 - small: No packet is small \\#1\n"), one.out());
        assertTrue(one.out().contains("- \"of \\\""), one.out());
        file("any.sql", RULE);
        Cli.Result both = Cli.run("check", sample("healthy"), "--rules", directory);
        assertTrue(both.out().contains("There are packets (rule any, "), both.out());
        assertTrue(both.out().contains("\nnot ok 6 - small"), both.out());
    }

    @Test
    void writesXmlThatAParserReads() throws Exception {
        Document document = xml(Cli.run("check", sample("udp-closed"), "--format", "junit").out());
        assertEquals("testsuite", document.getDocumentElement().getTagName());
        assertEquals("5", document.getDocumentElement().getAttribute("tests"));
        assertEquals("2", document.getDocumentElement().getAttribute("failures"));
        assertEquals(2, document.getElementsByTagName("failure").getLength());
        assertEquals(2, document.getElementsByTagName("skipped").getLength());
    }

    /** Names in a trace may be anything, and so may text derived from them. */
    @Test
    void writesXmlAndTapWhateverATraceSays() throws Exception {
        String text = "]]>\u0001\u001b[2J<a>&'\"#\\\uFFFE\uFFFF\n...\nok 9";
        Path trace =
                SyntheticTrace.write(
                        directory,
                        "hostile",
                        "INSERT INTO event BY NAME SELECT make_timestamp_ns(1) AS ts, 'tracepoint'"
                                + " AS kind, 'kfree_skb' AS function, 1 AS packet, 0 AS seq, '"
                                + text.replace("'", "''")
                                + "' AS drop_reason, 'UDP' AS protocol, '10.0.0.1' AS saddr,"
                                + " '10.0.0.2' AS daddr;");
        Document document = xml(Cli.run("check", trace, "--format", "junit").out());
        String failure = document.getElementsByTagName("failure").item(0).getTextContent();
        assertTrue(failure.contains("]]>"), failure);
        assertTrue(failure.contains("<a>&'\"#"), failure);
        String tap = Cli.run("check", trace).out();
        assertEquals(-1, tap.indexOf('\u001b'));
        assertFalse(tap.contains("\nok 9"), tap);
        assertTrue(tap.contains("<a>&'\\\"#\\\\"), tap);
    }

    private static Document xml(String text)
            throws ParserConfigurationException, SAXException, IOException {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(text)));
    }

    @ParameterizedTest
    @CsvSource({
        "--without, nothing, --without: unknown assertion nothing",
        "--p99, IP in=1ms, is not FROM:TO=LIMIT",
        "--p99, a:b=1 parsec, is not FROM:TO=LIMIT",
        "--rules, /nowhere.sql, no such file or directory",
        "--format, yaml, ''",
    })
    void refusesWhatItDoesNotKnow(String option, String value, String says) {
        Cli.Result result = Cli.run("check", sample("healthy"), option, value);
        assertEquals(2, result.exitCode(), result.err());
        assertTrue(result.err().contains(says), result.err());
        assertEquals("", result.out());
    }

    @ParameterizedTest
    @CsvSource({
        "SELECT 1 AS one FROM packets, has no column what",
        "SELECT 'x' AS what FROM packets, has no column packet",
        "SELECT nothing AS what FROM packets, own.sql: Binder Error",
    })
    void namesTheFileThatIsWrong(String select, String says) throws IOException {
        Path own =
                file(
                        "own.sql",
                        "-- title: T\n-- description: D\n-- needs: packets\n" + select + ";");
        Cli.Result result = Cli.run("check", sample("healthy"), "--rules", own);
        assertEquals(1, result.exitCode());
        assertTrue(result.err().contains(says), result.err());
        assertTrue(result.err().contains("own.sql: "), result.err());
    }

    @Test
    void explainsItsAssertions() {
        String help = Cli.run("help", "stage-times").out();
        assertTrue(help.startsWith("Assertion stage-times: The 99th percentile"), help);
        assertTrue(Cli.run("help", "no-loss", "--sql").out().contains("FROM completeness"));
    }
}
