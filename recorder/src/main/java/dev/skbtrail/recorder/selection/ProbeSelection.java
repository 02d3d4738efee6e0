package dev.skbtrail.recorder.selection;

import dev.skbtrail.recorder.catalogue.Catalogue;
import dev.skbtrail.recorder.catalogue.CatalogueEntry;
import dev.skbtrail.recorder.catalogue.Program;
import java.util.List;
import java.util.Map;

/**
 * What a recording watches.
 *
 * @param entries in the catalogue's order, then functions that it does not have; places in this
 *     list are probe numbers
 * @param positions of packets among a function's arguments as a manifest says, from 0, by function:
 *     counts where BTF does not say it, or says that there are several
 * @param returns whether the return of every function is reported, with its value
 * @param chosen whether the user chose functions; else it is the default set
 */
public record ProbeSelection(
        List<CatalogueEntry> entries,
        Map<String, Integer> positions,
        boolean returns,
        boolean chosen) {
    public ProbeSelection {
        entries = List.copyOf(entries);
        positions = Map.copyOf(positions);
    }

    /** The default set of a catalogue. */
    public static ProbeSelection defaults(Catalogue catalogue) {
        return new ProbeSelection(catalogue.defaults(), Map.of(), false, false);
    }

    /** Functions among the probes. */
    public long functions() {
        return entries.stream().filter(probe -> probe.program().isFunction()).count();
    }

    /** Whether something that only the restricted back-end has was chosen. */
    public boolean hasHooks() {
        return entries.stream()
                .map(CatalogueEntry::program)
                .anyMatch(program -> program == Program.TC || program == Program.NETFILTER);
    }
}
