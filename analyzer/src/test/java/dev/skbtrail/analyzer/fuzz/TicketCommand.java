package dev.skbtrail.analyzer.fuzz;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The commands that make something to attach to a ticket of any file, and the shell. */
enum TicketCommand implements Command {
    PAGE(Product.PAGE, "report"),
    QUERYABLE(Product.QUERYABLE, "report", "--queryable"),
    PCAPNG(Product.CAPTURE, "export", "--threads", "1"),
    EVERY_EVENT(Product.CAPTURE, "export", "--every-event"),
    PERFETTO(Product.TIMELINE, "export", "--format", "perfetto"),
    FOLDED(Product.STACKS, "export", "--format", "folded", "--stacks", "paths"),
    BUNDLE(Product.TRACE, "bundle", "--markdown"),
    ANONYMIZED(Product.TRACE, "bundle", "--anonymize"),
    SHELL(Product.NONE, "shell");

    private static final List<String> SCRIPT =
            List.of(
                    "show config",
                    "show 2",
                    "set port 8081",
                    "drops --format markdown",
                    "clear",
                    "explain",
                    "FROM events",
                    "LIMIT 20;",
                    "SELECT 'the end' AS shell;");

    private final Product product;
    private final List<String> begin;

    TicketCommand(Product product, String... begin) {
        this.product = product;
        this.begin = List.of(begin);
    }

    /** One of each kind: of two that are made alike, one for odd numbers and one for even ones. */
    static List<Command> ofEachKind(int number) {
        return number % 2 == 0
                ? List.of(QUERYABLE, EVERY_EVENT, PERFETTO, ANONYMIZED, SHELL)
                : List.of(PAGE, PCAPNG, FOLDED, BUNDLE, SHELL);
    }

    /** A few of them, others for other numbers. */
    static List<Command> some(int number, int count) {
        List<Command> commands = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            commands.add(values()[Math.floorMod(number * count + i, values().length)]);
        }
        return commands;
    }

    @Override
    public Product product() {
        return product;
    }

    @Override
    public List<String> words(Path trace, Path written) {
        List<String> words = new ArrayList<>(begin);
        words.add(1, trace.toString());
        if (product != Product.NONE) {
            words.addAll(List.of("-o", written.toString()));
        }
        return words;
    }

    @Override
    public String input() {
        return this == SHELL ? String.join("\n", SCRIPT) + "\n" : "";
    }

    @Override
    public List<String> proof(Path written) {
        return product == Product.TRACE ? List.of("verify", written.toString()) : List.of();
    }

    /** Its key is another each time. */
    @Override
    public boolean isTheSameEachTime() {
        return this != ANONYMIZED;
    }

    @Override
    public String toString() {
        return String.join(" ", begin);
    }
}
