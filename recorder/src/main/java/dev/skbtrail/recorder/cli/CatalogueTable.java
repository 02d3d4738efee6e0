package dev.skbtrail.recorder.cli;

import dev.skbtrail.recorder.backend.CataloguePresence;
import dev.skbtrail.recorder.capability.BackendType;
import dev.skbtrail.recorder.catalogue.CatalogueEntry;
import dev.skbtrail.recorder.kernel.KernelFunctions;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The probes of the catalogue by group, with the back-ends that this kernel supports for each. */
final class CatalogueTable {
    /** One letter for each back-end: a column of names would be wider than the meaning. */

    /** Letters of the back-ends, in their order. */
    private static final String LETTERS = "fmkr";

    private final CataloguePresence presence;
    private final Set<BackendType> allowed;

    /**
     * @param allowed back-ends that the kernel allows; null: unknown
     */
    CatalogueTable(KernelFunctions kernel, Set<BackendType> allowed) {
        presence = new CataloguePresence(kernel);
        this.allowed = allowed;
    }

    void print(PrintWriter out, List<CatalogueEntry> entries, boolean csv) {
        if (csv) {
            csv(out, entries);
        } else {
            table(out, entries);
        }
    }

    private void table(PrintWriter out, List<CatalogueEntry> entries) {
        out.println(
                "back-ends: f fentry, m kprobe.multi, k kprobe, r restricted"
                        + (allowed == null
                                ? " (what the kernel allows: sudo skbtrail-record list)"
                                : ""));
        int width = entries.stream().mapToInt(entry -> entry.function().length()).max().orElse(0);
        String group = "";
        for (CatalogueEntry entry : entries) {
            if (!entry.group().equals(group)) {
                group = entry.group();
                out.println();
                out.println(group);
            }
            List<BackendType> backends = backends(entry);
            out.printf(
                    "  %-" + width + "s  %-12s  %-3s  %s  %s%n",
                    entry.function(),
                    entry.program().text(),
                    presence.has(entry) ? "yes" : "no",
                    letters(backends),
                    entry.meaning());
        }
    }

    private void csv(PrintWriter out, List<CatalogueEntry> entries) {
        out.println("group,function,program,available,backends,meaning");
        for (CatalogueEntry entry : entries) {
            out.printf(
                    "%s,%s,%s,%s,%s,\"%s\"%n",
                    entry.group(),
                    entry.function(),
                    entry.program().text(),
                    presence.has(entry),
                    names(backends(entry)),
                    entry.meaning().replace("\"", "\"\""));
        }
    }

    private List<BackendType> backends(CatalogueEntry entry) {
        return presence.backends(entry).stream()
                .filter(backend -> allowed == null || allowed.contains(backend))
                .toList();
    }

    private static String names(List<BackendType> backends) {
        return backends.stream().map(BackendType::toString).collect(Collectors.joining(" "));
    }

    private static String letters(List<BackendType> backends) {
        StringBuilder letters = new StringBuilder();
        for (BackendType type : BackendType.values()) {
            letters.append(backends.contains(type) ? LETTERS.charAt(type.ordinal()) : '-');
        }
        return letters.toString();
    }
}
