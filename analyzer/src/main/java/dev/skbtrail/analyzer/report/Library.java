package dev.skbtrail.analyzer.report;

import dev.skbtrail.analyzer.Resources;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Every report and view that comes with the program. A report may have the name of a view. */
public final class Library {
    private final List<Definition> reports = new ArrayList<>();
    private final Map<String, Definition> views = new TreeMap<>();
    private final String prelude;

    private Library(String prelude) {
        this.prelude = prelude;
    }

    /** Reads the headers of all {@code .sql} files. */
    public static Library load() {
        Library library = new Library(Resources.read("prelude.sql"));
        Resources.list(".sql").stream()
                .filter(path -> path.indexOf('/') > 0)
                .map(path -> Header.parse(path, Resources.read(path)))
                .forEach(library::add);
        return library;
    }

    private void add(Definition definition) {
        if (definition.isView()) {
            views.put(definition.name(), definition);
        } else {
            reports.add(definition);
        }
    }

    /** Reports, by category and name. */
    public List<Definition> reports() {
        return List.copyOf(reports);
    }

    /** Views, by name. */
    public List<Definition> views() {
        return List.copyOf(views.values());
    }

    /**
     * Statements that make the named views, and those that they need, in an order in which each can
     * be made.
     */
    public List<String> statements(Collection<String> names) {
        Set<Definition> ordered = new LinkedHashSet<>();
        names.forEach(name -> order(name, ordered));
        List<String> sql = new ArrayList<>(List.of(prelude));
        ordered.forEach(view -> sql.add(view.sql()));
        return sql;
    }

    private void order(String name, Set<Definition> ordered) {
        Definition view = views.get(name);
        if (view != null && !ordered.contains(view)) {
            view.needs().forEach(need -> order(need, ordered));
            ordered.add(view);
        }
    }
}
