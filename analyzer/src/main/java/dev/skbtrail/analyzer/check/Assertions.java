package dev.skbtrail.analyzer.check;

import dev.skbtrail.analyzer.Resources;
import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.report.Header;
import dev.skbtrail.analyzer.report.Origin;
import dev.skbtrail.analyzer.rule.Rules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The assertions that come with the program and the user's own, and the rules of {@code explain}
 * with the user's own.
 *
 * @param all assertions, in the order in which they are checked
 */
public record Assertions(List<Assertion> all, Rules rules) {
    private static final String ROOT = "check/";
    private static final String SUFFIX = ".sql";
    private static final List<String> ORDER =
            List.of("no-loss", "no-fault", "drops-allowed", "stage-times", "paths-allowed");

    /** The assertions that come with the program. */
    public static List<Assertion> builtIn() {
        return ORDER.stream()
                .map(name -> ROOT + name + SUFFIX)
                .map(path -> Assertion.parse(Origin.builtIn(path), Resources.read(path)))
                .toList();
    }

    /**
     * Adds the user's own assertions and rules. A file whose header has the key {@code finding} is
     * a rule of {@code explain}, any other an assertion.
     *
     * @param rules a file, or a directory with NAME.sql or AREA/NAME.sql; null for none
     * @throws UserException naming the file that is neither
     */
    public static Assertions load(Path rules) {
        List<Assertion> all = new ArrayList<>(builtIn());
        List<Path> ofRules = new ArrayList<>();
        for (Path file : rules == null ? List.<Path>of() : Rules.files(rules)) {
            String text = Rules.text(file);
            if (isRule(file, text)) {
                ofRules.add(file);
            } else {
                all.add(own(file, text, all));
            }
        }
        return new Assertions(List.copyOf(all), Rules.load(ofRules));
    }

    private static boolean isRule(Path file, String text) {
        try {
            return Header.of(file.toString(), text).all("finding").findAny().isPresent();
        } catch (IllegalArgumentException e) {
            throw UserException.data(e.getMessage());
        }
    }

    private static Assertion own(Path file, String text, List<Assertion> before) {
        String name = file.getFileName().toString().replaceFirst("\\.sql$", "");
        if (before.stream().anyMatch(other -> other.name().equals(name))) {
            throw UserException.data(
                    file + ": there is an assertion " + name + " already; rename the file");
        }
        try {
            return Assertion.parse(new Origin("own", name, file.toString()), text);
        } catch (IllegalArgumentException e) {
            throw UserException.data(
                    e.getMessage() + "; skbtrail help no-loss --sql shows a header");
        }
    }
}
