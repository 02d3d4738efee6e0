package dev.skbtrail.analyzer.shell;

import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.text.Printable;
import java.util.List;
import java.util.stream.Stream;

/** Completes a line. */
record Completions(Commands commands) {
    private static final int LONGEST = 200;

    /**
     * Candidates for the last word. JLine prints them unfiltered, so names from the trace with
     * control characters are left out; typing the printable form would not match them anyway.
     *
     * @param words words up to the cursor
     * @param sql whether they are SQL
     */
    List<String> of(List<String> words, boolean sql) {
        try {
            return candidates(words, sql)
                    .filter(text -> text.length() <= LONGEST && Printable.of(text).equals(text))
                    .distinct()
                    .toList();
        } catch (UserException e) {
            // The trace cannot be read; the command itself will report that.
            return List.of();
        }
    }

    private Stream<String> candidates(List<String> words, boolean sql) {
        String last = words.get(words.size() - 1);
        String first = words.get(0);
        if (words.size() == 1) {
            return Stream.concat(both(commands.names(), BuiltIn.NAMES), Sql.BEGINNINGS.stream());
        }
        if (sql) {
            return commands.columns().stream();
        }
        return switch (first) {
            case "help" -> words.size() > 2 ? none() : topics();
            case "show" -> words.size() > 2 ? none() : shown(last);
            case "set" -> words.size() > 2 ? setting(words.get(1), last) : settings();
            case "clear" -> commands.filters().stream();
            case BuiltIn.TIMING -> BuiltIn.SWITCH.stream();
            default -> argument(words, last);
        };
    }

    private Stream<String> topics() {
        return both(commands.names(), commands.topics());
    }

    private Stream<String> shown(String begin) {
        return Stream.concat(
                both(commands.names(), List.of(BuiltIn.CONFIG)), packets("packet", begin));
    }

    private Stream<String> settings() {
        return both(commands.filters(), List.of(BuiltIn.PAGER));
    }

    private Stream<String> setting(String name, String begin) {
        if (name.equals(BuiltIn.PAGER)) {
            return BuiltIn.SWITCH.stream();
        }
        return commands.filters().contains(name) ? commands.values(name, begin).stream() : none();
    }

    private Stream<String> argument(List<String> words, String last) {
        String before = words.get(words.size() - 2);
        if (before.startsWith("--") && commands.filters().contains(before.substring(2))) {
            // A value with a blank would have to be quoted.
            return commands.values(before.substring(2), last).stream()
                    .filter(value -> value.indexOf(' ') < 0);
        }
        return words.size() == 2 && commands.takesPacket(words.get(0)) && !last.startsWith("-")
                ? packets(words.get(0), last)
                : commands.options(words.get(0)).stream();
    }

    private Stream<String> packets(String command, String begin) {
        boolean number = begin.chars().allMatch(Character::isDigit);
        return number && commands.takesPacket(command)
                ? commands.values("packet", begin).stream()
                : none();
    }

    private static Stream<String> none() {
        return Stream.empty();
    }

    private static Stream<String> both(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream());
    }
}
