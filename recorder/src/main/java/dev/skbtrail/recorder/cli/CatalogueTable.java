package dev.skbtrail.recorder.cli;

import dev.skbtrail.recorder.kernel.KernelFunctions;
import dev.skbtrail.recorder.probe.CatalogueEntry;
import dev.skbtrail.recorder.probe.CataloguePresence;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;

/** Probes of the catalogue under their groups, with what this kernel can do with each. */
final class CatalogueTable {
    /** One letter for each back-end: a column of names would be wider than the meaning. */
    private static final List<String> BACKENDS =
            List.of("fentry", "kprobe.multi", "kprobe", "restricted");

    private static final String LETTERS = "fmkr";

    private final CataloguePresence presence;
    private final Set<String> allowed;

    /**
     * @param allowed back-ends that the kernel allows; null: not known
     */
    CatalogueTable(KernelFunctions kernel, Set<String> allowed) {
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
            List<String> backends = backends(entry);
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
                    String.join(" ", backends(entry)),
                    entry.meaning().replace("\"", "\"\""));
        }
    }

    private List<String> backends(CatalogueEntry entry) {
        return presence.backends(entry).stream()
                .filter(name -> allowed == null || allowed.contains(name))
                .toList();
    }

    private static String letters(List<String> backends) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < LETTERS.length(); i++) {
            letters.append(backends.contains(BACKENDS.get(i)) ? LETTERS.charAt(i) : '-');
        }
        return letters.toString();
    }
}
