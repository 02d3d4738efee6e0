package dev.skbtrail.analyzer.fuzz;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Several reports on a file that is opened once, by a shell: a third of what each costs alone.
 *
 * @param parts what it asks
 */
record Script(List<ReportOn> parts) implements Command {
    /** The last line says that all before it was answered, or refused. */
    private static final String END = "SELECT 'the end' AS shell;\n";

    /** The same commands, but those that a shell has in one script. */
    static List<Command> of(List<ReportOn> wanted) {
        List<Command> commands = new ArrayList<>(wanted);
        List<ReportOn> parts = wanted.stream().filter(ReportOn::isInShell).toList();
        commands.removeAll(parts);
        if (!parts.isEmpty()) {
            commands.add(0, new Script(parts));
        }
        return commands;
    }

    @Override
    public List<String> words(Path trace, Path written) {
        return List.of("shell", trace.toString(), "--threads", "1");
    }

    @Override
    public String input() {
        return parts.stream()
                .map(part -> String.join(" ", part.line()) + "\n")
                .collect(Collectors.joining("", "", END));
    }

    @Override
    public String toString() {
        return parts.size() + " reports, from " + parts.get(0);
    }
}
