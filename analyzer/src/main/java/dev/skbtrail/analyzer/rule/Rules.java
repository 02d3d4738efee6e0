package dev.skbtrail.analyzer.rule;

import dev.skbtrail.analyzer.Resources;
import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.report.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All rules that come with the program, and the user's own. */
public final class Rules {
    private static final String ROOT = "rules/";
    private static final String SUFFIX = ".sql";
    private static final int DEPTH = 2;

    private final List<Rule> all;

    private Rules(List<Rule> all) {
        this.all = List.copyOf(all);
    }

    /** The rules that come with the program. */
    public static Rules load() {
        return new Rules(
                Resources.list(SUFFIX).stream()
                        .filter(path -> path.startsWith(ROOT))
                        .map(path -> Rule.parse(builtIn(path), Resources.read(path)))
                        .toList());
    }

    /**
     * Adds the user's own rules: NAME.sql or AREA/NAME.sql in a directory.
     *
     * @param directory null for none
     * @throws UserException naming the file that is not a rule
     */
    public static Rules load(Path directory) {
        if (directory == null) {
            return load();
        }
        if (!Files.isDirectory(directory)) {
            throw UserException.usage("--rules: " + directory + " is not a directory");
        }
        return load(files(directory));
    }

    /**
     * Adds the user's own rules from a list of files.
     *
     * @throws UserException naming the file that is not a rule
     */
    public static Rules load(List<Path> files) {
        List<Rule> all = new ArrayList<>(load().all);
        for (Path file : files) {
            Rule rule = read(file);
            if (new Rules(all).find(rule.name()).isPresent()) {
                throw UserException.data(
                        file + ": there is a rule " + rule.name() + " already; rename the file");
            }
            all.add(rule);
        }
        return new Rules(all);
    }

    /**
     * The file itself, or all NAME.sql and AREA/NAME.sql in a directory, sorted by name.
     *
     * @throws UserException when no rule is found
     */
    public static List<Path> files(Path path) {
        if (!Files.exists(path)) {
            throw UserException.usage("--rules: " + path + ": no such file or directory");
        }
        try (Stream<Path> files = Files.walk(path, DEPTH)) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(SUFFIX))
                            .filter(Files::isRegularFile)
                            .sorted()
                            .toList();
            if (found.isEmpty()) {
                throw UserException.usage("--rules: " + path + " has no file that ends in .sql");
            }
            return found;
        } catch (IOException | UncheckedIOException e) {
            throw UserException.data(path + ": cannot be read: " + e.getMessage());
        }
    }

    private static Rule read(Path file) {
        try {
            return Rule.parse(origin("own/" + file.getFileName(), file.toString()), text(file));
        } catch (IllegalArgumentException e) {
            throw UserException.data(e.getMessage() + "; skbtrail help RULE --sql shows a header");
        }
    }

    /**
     * Reads a file.
     *
     * @throws UserException when the file is not text
     */
    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw UserException.data(file + ": not text in UTF-8");
        } catch (IOException e) {
            throw UserException.data(file + ": cannot be read: " + e.getMessage());
        }
    }

    private static Origin builtIn(String path) {
        return origin(path.substring(ROOT.length()), "queries/" + path);
    }

    private static Origin origin(String areaAndFile, String path) {
        int slash = areaAndFile.indexOf('/');
        String name = areaAndFile.substring(slash + 1, areaAndFile.length() - SUFFIX.length());
        return new Origin(areaAndFile.substring(0, slash), name, path);
    }

    /** All rules, by area and name. */
    public List<Rule> all() {
        return all;
    }

    /** The rule with this name, if there is one. */
    public Optional<Rule> find(String name) {
        return all.stream().filter(rule -> rule.name().equals(name)).findFirst();
    }
}
