package dev.skbtrail.recorder.cli;

import dev.skbtrail.recorder.probe.Catalogue;
import dev.skbtrail.recorder.probe.CatalogueEntry;
import dev.skbtrail.recorder.probe.CataloguePresence;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the catalogue of probes, and which of them this kernel has. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description =
                "Shows what can be probed, and whether this kernel has it. Needs no privileges.")
final class ListCommand implements Runnable {
    /** How to show it. */
    enum Format {
        table,
        csv
    }

    @Spec private CommandSpec spec;

    @Option(
            names = "--group",
            split = ",",
            paramLabel = "GROUP",
            description = "Only these groups.")
    private List<String> groups = new ArrayList<>();

    @Option(
            names = "--format",
            defaultValue = "table",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Format format;

    @Override
    public void run() {
        List<CatalogueEntry> entries;
        try {
            Catalogue catalogue = Catalogue.load();
            entries =
                    groups.isEmpty()
                            ? catalogue.all()
                            : groups.stream().flatMap(g -> catalogue.group(g).stream()).toList();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
        PrintWriter out = spec.commandLine().getOut();
        CataloguePresence presence = CataloguePresence.ofThisKernel();
        switch (format) {
            case table -> table(out, entries, presence);
            case csv -> csv(out, entries, presence);
        }
    }

    private static void table(
            PrintWriter out, List<CatalogueEntry> entries, CataloguePresence presence) {
        int width = entries.stream().mapToInt(entry -> entry.function().length()).max().orElse(0);
        String group = "";
        for (CatalogueEntry entry : entries) {
            if (!entry.group().equals(group)) {
                out.println((group.isEmpty() ? "" : System.lineSeparator()) + entry.group());
                group = entry.group();
            }
            out.printf(
                    "  %-" + width + "s  %-12s  %-3s  %s%n",
                    entry.function(),
                    entry.program().text(),
                    presence.has(entry) ? "yes" : "no",
                    entry.meaning());
        }
    }

    private static void csv(
            PrintWriter out, List<CatalogueEntry> entries, CataloguePresence presence) {
        out.println("group,function,program,available,meaning");
        for (CatalogueEntry entry : entries) {
            out.printf(
                    "%s,%s,%s,%s,\"%s\"%n",
                    entry.group(),
                    entry.function(),
                    entry.program().text(),
                    presence.has(entry),
                    entry.meaning().replace("\"", "\"\""));
        }
    }
}
