package dev.skbtrail.analyzer.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.Suite;
import dev.skbtrail.analyzer.SyntheticTrace;
import dev.skbtrail.analyzer.cli.Cli;
import dev.skbtrail.analyzer.text.Addresses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An anonymized bundle contains nothing that identifies the trace. */
class BundleLeakTest {
    private static final Pattern ADDRESS =
            Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+|(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}");

    /** Words that also occur in a trace for other reasons. */
    private static final Set<String> COMMON = Set.of("in", "out", "host", "lo", "nat");

    @TempDir private Path directory;

    static Stream<Path> samples() {
        Stream<Path> recorded =
                Suite.isFull() ? Samples.all() : Stream.of("overlay").map(Samples::named);
        return Stream.concat(recorded, Stream.of("configured").map(SyntheticTrace::shared));
    }

    private Path bundle(Path trace, String... options) {
        Path file = directory.resolve("bundle.parquet");
        Object[] args =
                Stream.concat(
                                Stream.of("bundle", trace, "-o", file, "--anonymize"),
                                Stream.of(options))
                        .toArray();
        Cli.Result result = Cli.run(args);
        assertEquals(0, result.exitCode(), result.err());
        return file;
    }

    /** All column values and the whole footer, one line each. */
    private static Set<String> texts(Path file) {
        Set<String> texts = new LinkedHashSet<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            String from = "read_parquet('" + file + "')";
            for (String column :
                    strings(statement, "SELECT column_name FROM (DESCRIBE FROM " + from + ")")) {
                String sql = "SELECT DISTINCT CAST(\"" + column + "\" AS VARCHAR) FROM " + from;
                texts.addAll(strings(statement, sql));
            }
            String footer = "parquet_kv_metadata('" + file + "')";
            texts.addAll(strings(statement, "SELECT decode(value) FROM " + footer));
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> strings(Statement statement, String sql) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                if (rows.getString(1) != null) {
                    strings.add(rows.getString(1));
                }
            }
        }
        return strings;
    }

    private static Set<String> values(Path file, Set<Kind> kinds) {
        Set<String> values = new TreeSet<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, Kind> column : Identifiers.columns().entrySet()) {
                if (kinds.contains(column.getValue())) {
                    String sql =
                            "SELECT DISTINCT CAST(\""
                                    + column.getKey()
                                    + "\" AS VARCHAR)"
                                    + " FROM read_parquet('"
                                    + file
                                    + "')";
                    values.addAll(strings(statement, sql));
                }
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The secrets of a trace, found in the trace itself and not by the code under test. */
    private static Set<String> secrets(Path trace) {
        Set<String> secrets =
                values(trace, Set.of(Kind.INTERFACE, Kind.NETNS, Kind.COMM, Kind.NFT));
        secrets.add("skbtrail-lab");
        secrets.add("testhost");
        secrets.add("/lab/");
        secrets.removeIf(name -> COMMON.contains(name) || TextCleaner.isPlain(name));
        secrets.removeIf(name -> name.matches("(swapper|ksoftirqd)/\\d+|rcu_preempt|"));
        return secrets;
    }

    private static Set<String> addresses(Set<String> texts) {
        return texts.stream()
                .flatMap(text -> ADDRESS.matcher(text).results())
                .map(found -> found.group())
                .filter(text -> Addresses.ip(text) != null || Addresses.mac(text) != null)
                .filter(text -> !isSpecial(text))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isSpecial(String address) {
        return address.matches(
                "0\\.0\\.0\\.0|127\\..*|224\\.0\\..*|255\\.255\\.255\\.255|::1?|fe80::|ff00::|ff0.::.{1,6}"
                        + "|(00:){5}00|(ff:){5}ff|01:80:c2:.*|33:33:00:.*|::\\d");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void hasNothingOfTheTrace(Path trace) throws IOException {
        Path file = bundle(trace);
        Set<String> texts = texts(file);
        String all = String.join("\n", texts);
        // The uncompressed parts: the footer with its minimum and maximum values.
        String raw = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        for (String secret : secrets(trace)) {
            Pattern word = Pattern.compile("(?<![\\w-])" + Pattern.quote(secret) + "(?![\\w-])");
            assertFalse(word.matcher(all).find(), secret);
            assertFalse(secret.length() > 4 && word.matcher(raw).find(), secret);
        }
        Set<String> addresses = addresses(texts(trace));
        assertTrue(addresses.size() > 3, addresses.toString());
        Set<String> left = addresses(texts);
        left.retainAll(addresses);
        assertEquals(Set.of(), left);
        for (String address : addresses) {
            byte[] bytes = Addresses.ip(address);
            assertFalse(raw.contains(address), address);
            if (bytes != null) {
                String binary = new String(bytes, StandardCharsets.ISO_8859_1);
                assertFalse(all.contains(binary), address);
                assertFalse(bytes.length == 16 && raw.contains(binary), address);
            }
        }
        Set<Kind> numbers = Set.of(Kind.POINTER, Kind.HASH, Kind.INODE);
        Set<String> kept = values(file, numbers);
        kept.retainAll(values(trace, numbers));
        kept.remove("0");
        assertEquals(Set.of(), kept);
    }

    /** Content that no recorder writes must not leak either. */
    @Test
    void hasNothingOfWhatAnyPlaceMayHold() {
        Path trace =
                SyntheticTrace.write(
                        directory, "secrets", events() + SyntheticTrace.script("secrets"));
        String before = String.join("\n", texts(trace));
        Set<String> texts = texts(bundle(trace));
        String all = String.join("\n", texts);
        for (String secret : List.of("ecret", "10.66.77.", "02:66:77:", "fd66:77", "8675309")) {
            assertTrue(before.contains(secret), secret);
            texts.forEach(text -> assertFalse(text.contains(secret), text));
        }
        assertTrue(all.contains("drop"), all);
    }

    /** A row with a secret in every column that may hold one. */
    private static String events() {
        Map<String, String> values = new LinkedHashMap<>();
        Identifiers.columns()
                .forEach(
                        (name, kind) ->
                                values.put(
                                        name,
                                        switch (kind) {
                                            case KEPT -> "7";
                                            case KERNEL -> "'10.66.77.88'";
                                            case ADDRESS -> "'10.66.77.88'";
                                            case MAC -> "'02:66:77:88:99:aa'";
                                            case RESULT -> "-86753098675309";
                                            case POINTER, COOKIE, INODE, PROCESS, HASH, SPI ->
                                                    "8675309";
                                            default -> "'secret-" + name + "'";
                                        }));
        values.put("ts", "make_timestamp_ns(7)");
        values.put("packet", "1");
        values.put("seq", "0");
        return "INSERT INTO event ("
                + String.join(", ", values.keySet().stream().map(name -> '"' + name + '"').toList())
                + ") VALUES ("
                + String.join(", ", values.values())
                + "); UPDATE event SET lost = NULL;"
                + "INSERT INTO event BY NAME SELECT ts, 7 AS cpu, 'entry' AS kind, 'ip_rcv' AS function,"
                + " 1 AS packet, 1 AS seq, 'secret.example' AS saddr, 'fd66:77::1' AS daddr,"
                + " 'secret' AS src_mac, '10.66.77.89/24' AS route_gateway FROM event;";
    }
}
