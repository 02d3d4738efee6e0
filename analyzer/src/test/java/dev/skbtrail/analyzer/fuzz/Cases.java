package dev.skbtrail.analyzer.fuzz;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** All cases. The same number is the same file, today and tomorrow. */
final class Cases {
    private static final String NAME = "trace.parquet";

    /** What the groups of {@link #statistics} begin with. */
    static final String STATISTICS = "statistics/";

    private static final long SEED = 20261128;

    /** As the recorder writes it; udp-blocked says so itself. */
    private static final List<String> COUNTS = List.of("\"events\":442", "\"packets\":18");

    private final Path path =
            SyntheticTrace.root().resolve("sample-traces/udp-blocked").resolve(NAME);
    private final ParquetBytes bytes = ParquetBytes.read(path);

    /** The trace that they are made of. */
    Path base() {
        return path;
    }

    /** The case of that name. */
    Case find(String id) {
        String[] parts = id.split("/");
        int number = Integer.parseInt(parts[parts.length - 1]);
        for (List<Case> group : List.of(mutated(number), statistics(number), made())) {
            for (Case found : group) {
                if (found.id().equals(id)) {
                    return found;
                }
            }
        }
        throw new IllegalArgumentException(id + ": no such case");
    }

    /** Files of each kind of mutation, the kinds in turn. */
    List<Case> mutated(int each) {
        List<Case> cases = new ArrayList<>();
        for (int number = 1; number <= each; number++) {
            for (Mutation mutation : Mutation.values()) {
                cases.add(mutated(mutation, number));
            }
        }
        return cases;
    }

    private Case mutated(Mutation mutation, int number) {
        String group = mutation.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new Case(
                group,
                number,
                group,
                NAME,
                target -> {
                    byte[] mutated = mutation.apply(bytes, random(mutation.ordinal(), number));
                    write(target, mutated);
                    return expectation(mutation, target);
                });
    }

    private Expectation expectation(Mutation mutation, Path file) {
        return switch (mutation) {
            case PAGE_BITS, ZEROED_RANGE, TRUNCATION, MOVED_RANGE, PAGE_HEADERS -> Expectation.SAME;
            case FOOTER_BYTES, FOOTER_FIELDS -> Expectation.ANY;
            case METADATA -> claims(ParquetBytes.read(file).footer());
        };
    }

    /** Complete is what counts its rows and no loss. */
    private static Expectation claims(Compact.Struct footer) {
        boolean counts = false;
        boolean losses = false;
        for (Compact.Struct pair : ParquetBytes.keyValues(footer)) {
            String key = new String(pair.bytes(1), StandardCharsets.UTF_8);
            String value = new String(pair.bytes(2), StandardCharsets.UTF_8);
            counts |=
                    key.equals("skbtrail.counters")
                            && COUNTS.stream()
                                    .allMatch(count -> value.matches("(?s).*" + count + "[,}].*"));
            losses |= key.equals("skbtrail.losses") && value.equals("[]");
        }
        return counts && losses ? Expectation.ANY : Expectation.INCOMPLETE;
    }

    /** Files whose statistics of one column lie, the columns in turn. */
    List<Case> statistics(int each) {
        List<Case> cases = new ArrayList<>();
        List<String[]> columns = MadeTrace.columns(path);
        for (int number = 1; number <= each; number++) {
            for (int i = 0; i < columns.size(); i++) {
                String column = columns.get(i)[0];
                Random random = random(1000 + i, number);
                cases.add(
                        new Case(
                                STATISTICS + column,
                                number,
                                "statistics of " + column,
                                NAME,
                                target -> {
                                    write(target, StatisticsEdit.apply(bytes, column, random));
                                    return Expectation.SAME;
                                }));
            }
        }
        return cases;
    }

    /** Those that were thought of. */
    List<Case> made() {
        List<MadeTrace> traces = new ArrayList<>();
        traces.addAll(NumberCases.all(path));
        traces.addAll(TextCases.all(path));
        traces.addAll(ShapeCases.all());
        List<Case> cases = new ArrayList<>();
        for (MadeTrace trace : traces) {
            cases.add(
                    new Case(
                            "made",
                            cases.size() + 1,
                            trace.name(),
                            trace.file(),
                            target ->
                                    trace.write(path, target)
                                            ? Expectation.ANY
                                            : Expectation.INCOMPLETE));
        }
        return cases;
    }

    private static Random random(int group, int number) {
        return new Random(SEED + group * 1_000_003L + number);
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
