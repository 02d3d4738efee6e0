package dev.skbtrail.analyzer.report;

import dev.skbtrail.analyzer.Resources;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every report and view that comes with the program. A report may have the name of a view. A file
 * is read when it is asked for: most runs need few of them.
 */
public final class Library {
    private static final String SUFFIX = ".sql";

    private final List<String> paths;
    private final Map<String, Definition> read = new HashMap<>();

    private Library(List<String> paths) {
        this.paths = paths;
    }

    /** Finds all {@code .sql} files. */
    public static Library load() {
        return new Library(
                Resources.list(SUFFIX).stream().filter(path -> path.indexOf('/') > 0).toList());
    }

    /** Reports, by category and name. */
    public List<Definition> reports() {
        return paths.stream().filter(path -> !isView(path)).map(this::definition).toList();
    }

    /** The report of that name, if there is one. */
    public Optional<Definition> report(String name) {
        return paths.stream()
                .filter(path -> !isView(path) && path.endsWith("/" + name + SUFFIX))
                .findFirst()
                .map(this::definition);
    }

    /** Views, by name. */
    public List<Definition> views() {
        return paths.stream().filter(Library::isView).map(this::definition).toList();
    }

    /**
     * Statements that make the named views, and those that they need, in an order in which each can
     * be made.
     */
    public List<String> statements(Collection<String> names) {
        Set<Definition> ordered = new LinkedHashSet<>();
        names.forEach(name -> order(name, ordered));
        return Stream.concat(
                        Stream.of(Resources.read("prelude.sql")),
                        ordered.stream().map(Definition::sql))
                .toList();
    }

    private void order(String name, Set<Definition> ordered) {
        String path = Definition.VIEWS + "/" + name + SUFFIX;
        if (paths.contains(path) && !ordered.contains(definition(path))) {
            definition(path).needs().forEach(need -> order(need, ordered));
            ordered.add(definition(path));
        }
    }

    private Definition definition(String path) {
        return read.computeIfAbsent(path, p -> Header.parse(p, Resources.read(p)));
    }

    private static boolean isView(String path) {
        return path.startsWith(Definition.VIEWS + "/");
    }
}
