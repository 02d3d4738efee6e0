package dev.skbtrail.recorder.cli;

import dev.skbtrail.recorder.probe.Catalogue;
import dev.skbtrail.recorder.probe.CatalogueEntry;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Where in the kernel to record. */
final class ProbeOptions {
    @Option(
            names = "--group",
            split = ",",
            paramLabel = "GROUP",
            description = "Only these groups of probes; 'list' shows them. Default: all.")
    private List<String> groups = new ArrayList<>();

    @Option(
            names = "--function",
            split = ",",
            paramLabel = "NAME",
            description = "Only these probes, besides those of --group.")
    private List<String> functions = new ArrayList<>();

    /**
     * @throws IllegalArgumentException when a name is not in the catalogue
     */
    List<CatalogueEntry> select(Catalogue catalogue) {
        return catalogue.select(groups, functions);
    }
}
