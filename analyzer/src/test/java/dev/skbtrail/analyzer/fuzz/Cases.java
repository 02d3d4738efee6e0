package dev.skbtrail.analyzer.fuzz;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.charset.StandardCharsets;
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
    private final ParquetBytes sealed = ParquetBytes.read(path);
    private final ParquetBytes unsealed = ParquetBytes.of(sealed.withoutChecksum());

    private ParquetBytes bytes(Seal seal) {
        return seal == Seal.ABSENT ? unsealed : sealed;
    }

    /** The trace that they are made of. */
    Path base() {
        return path;
    }

    /** The same without the checksum of all of it, which those that are read have not either. */
    byte[] whole() {
        return unsealed.bytes();
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
                    Seal seal = Seal.of(number);
                    ParquetBytes before = bytes(seal);
                    byte[] changed = mutation.apply(before, random(mutation.ordinal(), number));
                    seal.write(target, changed);
                    return mutation == Mutation.METADATA && seal != Seal.BROKEN
                            ? claims(ParquetBytes.of(changed).footer())
                            : seal.expectation(before, changed);
                });
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
                Seal seal = Seal.of(number);
                ParquetBytes before = bytes(seal);
                cases.add(
                        new Case(
                                STATISTICS + column,
                                number,
                                "statistics of " + column,
                                NAME,
                                target -> {
                                    byte[] changed = StatisticsEdit.apply(before, column, random);
                                    seal.write(target, changed);
                                    return seal.expectation(before, changed);
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
        traces.addAll(SnapshotCases.all());
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
}
