package dev.skbtrail.analyzer.report;

import dev.skbtrail.analyzer.UserException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A directory of the user's own reports: NAME.sql or CATEGORY/NAME.sql, written like the built-in
 * ones.
 */
final class OwnQueries {
    private static final String SUFFIX = ".sql";
    private static final String NO_CATEGORY = "own";
    private static final int DEPTH = 2;

    private OwnQueries() {}

    /**
     * Finds the reports without reading them.
     *
     * @param taken names already in use
     * @return files by name of the report
     * @throws UserException naming the file that cannot be a report, and how to make it one
     */
    static Map<String, Path> find(Path directory, Collection<String> taken) {
        if (!Files.isDirectory(directory)) {
            throw UserException.usage("--queries: " + directory + " is not a directory");
        }
        Map<String, Path> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory, DEPTH)) {
            for (Path file : files.filter(OwnQueries::isQuery).sorted().toList()) {
                String name = name(file);
                requireName(file, name);
                if (taken.contains(name) || found.containsKey(name)) {
                    throw wrong(file, "there is a report " + name + " already; rename the file");
                }
                found.put(name, file);
            }
        } catch (IOException e) {
            throw UserException.data(directory + ": cannot be read: " + e.getMessage());
        }
        if (found.isEmpty()) {
            throw UserException.usage("--queries: " + directory + " has no file that ends in .sql");
        }
        return found;
    }

    private static boolean isQuery(Path file) {
        return file.getFileName().toString().endsWith(SUFFIX) && Files.isRegularFile(file);
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - SUFFIX.length());
    }

    private static void requireName(Path file, String name) {
        if (!name.matches("[a-z][a-z0-9-]*")) {
            throw wrong(file, "no name for a report; use small letters, as in slow-dns.sql");
        }
    }

    /**
     * Reads one report.
     *
     * @param directory the directory in which it was found
     * @throws UserException naming the file and what its header lacks
     */
    static Definition read(Path directory, Path file) {
        String category =
                file.getParent().equals(directory)
                        ? NO_CATEGORY
                        : file.getParent().getFileName().toString();
        if (Definition.isView(category)) {
            throw wrong(file, "views are the program's own; write a report instead");
        }
        try {
            String sql = Files.readString(file);
            return Header.parse(new Origin(category, name(file), file.toString()), sql);
        } catch (IllegalArgumentException e) {
            throw UserException.data(e.getMessage() + "; skbtrail help drops --sql shows a header");
        } catch (CharacterCodingException e) {
            throw wrong(file, "no text in UTF-8");
        } catch (IOException e) {
            throw wrong(file, "cannot be read: " + e.getMessage());
        }
    }

    private static UserException wrong(Path file, String what) {
        return UserException.data(file + ": " + what);
    }
}
