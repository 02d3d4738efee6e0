package dev.skbtrail.analyzer.report;

import dev.skbtrail.analyzer.Resources;
import dev.skbtrail.analyzer.UserException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All reports and views that come with the program, and the user's own reports. A report may have
 * the same name as a view. Files are read on demand, because most runs need only a few of them.
 */
public final class Library {
    private static final String SUFFIX = ".sql";

    /**
     * In the order in which a user needs them: what is in a trace, what was dropped, one packet,
     * the rest.
     */
    private static final List<String> CATEGORIES =
            List.of("overview", "drops", "packets", "paths", "latency", "protocols");

    /** Matches what precedes the first CTE of a SELECT, or the SELECT itself. */
    private static final Pattern PARTS =
            Pattern.compile("(?:\\s|--.*\\n)*(?<with>WITH\\s+(?<recursive>RECURSIVE\\s+)?)?");

    private static final String EXPORT = "export";

    /** Directories with neither reports nor views; other commands read them. */
    private static final List<String> OTHERS =
            List.of("rules", "compare", "check", "count", EXPORT);

    private static final String FIRST = "overview/summary.sql";

    private final List<String> paths;
    private final Path directory;
    private final Map<String, Path> own;
    private final Supplier<String> catalogue;
    private final Map<String, Definition> read = new ConcurrentHashMap<>();

    private Library(
            List<String> paths, Path directory, Map<String, Path> own, Supplier<String> catalogue) {
        this.paths = paths;
        this.catalogue = catalogue;
        this.directory = directory;
        this.own = own;
    }

    /** Finds all {@code .sql} files that come with the program. */
    public static Library load() {
        return new Library(builtIn(), null, Map.of(), Library::catalogue);
    }

    /** As above, with another function table. */
    static Library of(String catalogue) {
        return new Library(builtIn(), null, Map.of(), () -> catalogue);
    }

    /**
     * As above, with the reports in a directory of the user's.
     *
     * @param commands names that a report cannot have, in addition to those of other reports
     * @throws UserException naming the file that cannot be a report
     */
    public static Library load(Path directory, Collection<String> commands) {
        List<String> taken = new ArrayList<>(commands);
        builtIn().stream()
                .filter(path -> !isView(path))
                .forEach(path -> taken.add(Origin.builtIn(path).name()));
        return new Library(
                builtIn(), directory, OwnQueries.find(directory, taken), Library::catalogue);
    }

    private static String catalogue() {
        return Resources.read("catalogue");
    }

    private static List<String> builtIn() {
        return Resources.list(SUFFIX).stream()
                .filter(path -> path.indexOf('/') > 0)
                .filter(path -> !OTHERS.contains(path.substring(0, path.indexOf('/'))))
                .toList();
    }

    /** Reports by category and name, in the order to run them; the user's own reports come last. */
    public List<Definition> reports() {
        return Stream.concat(
                        paths.stream()
                                .filter(path -> !isView(path))
                                .sorted(Comparator.comparing(Library::rank))
                                .map(this::definition),
                        own().stream())
                .toList();
    }

    private static int rank(String path) {
        int category = CATEGORIES.indexOf(path.substring(0, path.indexOf('/')));
        return path.equals(FIRST) ? -1 : category < 0 ? CATEGORIES.size() : category;
    }

    /** The user's own reports, by name. */
    public List<Definition> own() {
        return own.values().stream().map(file -> OwnQueries.read(directory, file)).toList();
    }

    /** Whether the report is one of the user's own. */
    public boolean isOwn(Definition report) {
        return own.containsKey(report.name());
    }

    /** The report with this name, if there is one. */
    public Optional<Definition> report(String name) {
        return paths.stream()
                .filter(path -> !isView(path) && path.endsWith("/" + name + SUFFIX))
                .findFirst()
                .map(this::definition)
                .or(() -> Optional.ofNullable(own.get(name)).map(this::ownReport));
    }

    /** The SELECT with this name that an export command runs; it is written like a report. */
    public Definition export(String name) {
        return definition(EXPORT + "/" + name + SUFFIX);
    }

    private Definition ownReport(Path file) {
        return OwnQueries.read(directory, file);
    }

    /** Views by name, including internal ones. */
    public List<Definition> views() {
        return paths.stream()
                .filter(Library::isView)
                .map(this::definition)
                .sorted(Comparator.comparing(Definition::name))
                .toList();
    }

    /** The view with this name, if there is one. */
    Optional<Definition> view(String name) {
        return Stream.of(Definition.VIEWS, Definition.INTERNAL)
                .map(category -> category + "/" + name + SUFFIX)
                .filter(paths::contains)
                .findFirst()
                .map(this::definition);
    }

    /** The macros, none of them created yet. */
    Macros macros() {
        return Macros.of(
                catalogue.get(), Resources.read("prelude.sql") + Resources.read("moments.sql"));
    }

    /**
     * The named views and their dependencies, in an order in which they can be created.
     *
     * @param there names that the database already has as views or tables
     */
    List<Definition> missing(Collection<String> names, Set<String> there) {
        Set<Definition> ordered = new LinkedHashSet<>();
        names.forEach(name -> order(name, there, ordered));
        return List.copyOf(ordered);
    }

    /**
     * SQL with the named views and their dependencies added as leading CTEs. DuckDB plans them
     * together with the query, and computes a view once even if it is read twice. Creating a view,
     * and planning it again where it is read, takes longer than most reports on a small trace.
     *
     * @param tables names of views that already exist as tables in the database
     */
    String with(Collection<String> names, Set<String> tables, String sql) {
        Set<Definition> ordered = new LinkedHashSet<>();
        names.forEach(name -> order(name, tables, ordered));
        if (ordered.isEmpty()) {
            return sql;
        }
        Matcher own = PARTS.matcher(sql);
        own.lookingAt();
        StringJoiner parts = new StringJoiner(",\n");
        ordered.forEach(view -> parts.add(view.part()));
        boolean recursive = own.group("recursive") != null;
        boolean more = own.group("with") != null;
        return "WITH "
                + (recursive ? "RECURSIVE " : "")
                + parts
                + (more ? ",\n" : "\n")
                + sql.substring(own.end());
    }

    /**
     * Those of the named views whose rows may be kept, ordered so that each depends only on earlier
     * ones.
     */
    List<String> kept(Collection<String> names) {
        Set<Definition> ordered = new LinkedHashSet<>();
        names.forEach(name -> order(name, Set.of(), ordered));
        return ordered.stream()
                .filter(view -> names.contains(view.name()) && !view.inline())
                .map(Definition::name)
                .toList();
    }

    private void order(String name, Set<String> tables, Set<Definition> ordered) {
        Optional<Definition> view =
                view(name).filter(found -> !tables.contains(name) && !ordered.contains(found));
        if (view.isPresent()) {
            view.get().needs().forEach(need -> order(need, tables, ordered));
            ordered.add(view.get());
        }
    }

    private Definition definition(String path) {
        return read.computeIfAbsent(path, p -> Header.parse(Origin.builtIn(p), Resources.read(p)));
    }

    private static boolean isView(String path) {
        return Definition.isView(Origin.builtIn(path).category());
    }
}
