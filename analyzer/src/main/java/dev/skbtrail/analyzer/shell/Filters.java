package dev.skbtrail.analyzer.shell;

import dev.skbtrail.analyzer.UserException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The filters that are set, until they are cleared. */
final class Filters {
    private final Commands commands;
    private Map<String, String> values = Map.of();

    Filters(Commands commands) {
        this.commands = commands;
    }

    /**
     * Sets one; of a name that is set already it replaces the value.
     *
     * @throws UserException when it is wrong or leaves no packet; nothing has changed then
     */
    void set(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.put(name, value);
        narrow(changed);
    }

    /**
     * Ends one.
     *
     * @throws UserException when it is not set
     */
    void clear(String name) {
        if (!values.containsKey(name)) {
            throw UserException.usage(
                    values.isEmpty()
                            ? "no filter is set"
                            : name + " is not set; set are " + String.join(", ", values.keySet()));
        }
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.remove(name);
        narrow(changed);
    }

    /** Ends all. */
    void clear() {
        narrow(Map.of());
    }

    private void narrow(Map<String, String> changed) {
        List<String> options = new ArrayList<>();
        changed.forEach((name, value) -> options.add("--" + name + "=" + value));
        commands.narrow(options);
        values = changed;
    }

    /** As they were set, one a line. */
    List<String> lines() {
        return values.entrySet().stream()
                .map(filter -> "set " + filter.getKey() + " " + filter.getValue())
                .toList();
    }
}
