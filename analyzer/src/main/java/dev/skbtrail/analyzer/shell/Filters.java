package dev.skbtrail.analyzer.shell;

import dev.skbtrail.analyzer.UserException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The filters in force; each stays set until it is cleared. */
final class Filters {
    private final Commands commands;
    private Map<String, String> values = Map.of();

    Filters(Commands commands) {
        this.commands = commands;
    }

    /**
     * Sets a filter, replacing an earlier value of the same filter.
     *
     * @throws UserException when it is wrong or matches no packet; nothing changes then
     */
    void set(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.put(name, value);
        narrow(changed);
    }

    /**
     * Clears one filter.
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

    /** Clears all filters. */
    void clear() {
        narrow(Map.of());
    }

    private void narrow(Map<String, String> changed) {
        List<String> options = new ArrayList<>();
        changed.forEach((name, value) -> options.add("--" + name + "=" + value));
        commands.narrow(options);
        values = changed;
    }

    /** The filters as they were set, one per line. */
    List<String> lines() {
        return values.entrySet().stream()
                .map(filter -> "set " + filter.getKey() + " " + filter.getValue())
                .toList();
    }
}
