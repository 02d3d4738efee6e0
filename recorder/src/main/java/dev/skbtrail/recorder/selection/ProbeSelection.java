package dev.skbtrail.recorder.selection;

import dev.skbtrail.recorder.catalogue.Catalogue;
import dev.skbtrail.recorder.catalogue.CatalogueEntry;
import dev.skbtrail.recorder.catalogue.Program;
import java.util.List;
import java.util.Map;

/**
 * The probes of a recording.
 *
 * @param entries in the catalogue's order, then functions that are not in the catalogue; indexes
 *     into this list are probe numbers
 * @param positions of packets among a function's arguments as given by a manifest, from 0, by
 *     function: used if BTF does not tell, or tells that there are several
 * @param returns whether the return of every function is reported, with its value
 * @param chosen whether the user chose functions; otherwise this is the default set
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

    /** Number of functions among the probes. */
    public long functions() {
        return entries.stream().filter(probe -> probe.program().isFunction()).count();
    }

    /** Whether a probe was chosen that only the restricted back-end has. */
    public boolean hasHooks() {
        return entries.stream()
                .map(CatalogueEntry::program)
                .anyMatch(program -> program == Program.TC || program == Program.NETFILTER);
    }
}
