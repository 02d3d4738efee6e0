package dev.skbtrail.recorder.cli;

import dev.skbtrail.recorder.capability.BackendCapability;
import dev.skbtrail.recorder.capability.BackendProbe;
import dev.skbtrail.recorder.capability.BackendType;
import dev.skbtrail.recorder.catalogue.Catalogue;
import dev.skbtrail.recorder.catalogue.CatalogueEntry;
import dev.skbtrail.recorder.kernel.KernelFunctions;
import dev.skbtrail.recorder.kernel.Privileges;
import dev.skbtrail.recorder.selection.NamePattern;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what can be recorded: the catalogue of probes, or every function that takes a packet. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows what can be probed, whether this kernel has it, and which back-ends could",
            "attach it. Needs no privileges; with them it asks the kernel what it allows."
        },
        footer = {
            "",
            "Examples:",
            "  skbtrail-record list --group netfilter,route",
            "  skbtrail-record list --all 'tcp_*' 'veth_*'",
            "  skbtrail-record list --all --format csv"
        })
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
            names = "--all",
            description =
                    "Instead, every function of the kernel and its loaded modules that takes an"
                            + " sk_buff, with the position of that argument.")
    private boolean all;

    @Option(
            names = "--format",
            defaultValue = "table",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Format format;

    @Parameters(
            arity = "0..*",
            paramLabel = "PATTERN",
            description = "With --all: only functions of these names, such as 'tcp_*'.")
    private List<NamePattern> patterns = new ArrayList<>();

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        if (all) {
            new FunctionTable(KernelFunctions.ofThisKernel(), patterns)
                    .print(out, format == Format.csv);
        } else if (patterns.isEmpty()) {
            new CatalogueTable(KernelFunctions.ofThisKernel(), allowed())
                    .print(out, entries(), format == Format.csv);
        } else {
            throw new ParameterException(
                    spec.commandLine(), "'%s' needs --all before it".formatted(patterns.get(0)));
        }
    }

    private List<CatalogueEntry> entries() {
        Catalogue catalogue = Catalogue.load();
        try {
            return groups.isEmpty()
                    ? catalogue.all()
                    : groups.stream().flatMap(group -> catalogue.group(group).stream()).toList();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    /**
     * The back-ends that this kernel allows; null when this process lacks the privileges to try.
     */
    private static Set<BackendType> allowed() {
        if (!Privileges.read().missing().isEmpty()) {
            return null;
        }
        return BackendProbe.all().stream()
                .filter(backend -> backend.capability().available())
                .map(BackendCapability::type)
                .collect(Collectors.toSet());
    }
}
