package dev.skbtrail.recorder.selection;

import dev.skbtrail.recorder.Suggestions;
import dev.skbtrail.recorder.catalogue.Catalogue;
import dev.skbtrail.recorder.catalogue.CatalogueEntry;
import dev.skbtrail.recorder.catalogue.Program;
import dev.skbtrail.recorder.catalogue.Verdict;
import dev.skbtrail.recorder.kernel.FunctionSignature;
import dev.skbtrail.recorder.kernel.KernelFunctions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Builds the selection of a recording's probes: the union of everything that is added, minus what
 * is excluded. Names that a user types must exist; names that a file lists need not.
 */
public final class Selector {
    private final Catalogue catalogue;
    private final Supplier<KernelFunctions> kernelSource;
    private KernelFunctions kernel;
    private final Set<CatalogueEntry> known = new LinkedHashSet<>();
    private final Map<String, CatalogueEntry> others = new LinkedHashMap<>();
    private final Map<String, Integer> positions = new HashMap<>();
    private final List<NamePattern> excluded = new ArrayList<>();
    private boolean chosen;

    /**
     * @param kernel only read when a name is not in the catalogue, because reading takes time
     */
    public Selector(Catalogue catalogue, Supplier<KernelFunctions> kernel) {
        this.catalogue = catalogue;
        this.kernelSource = kernel;
    }

    /**
     * @throws IllegalArgumentException when the catalogue has no such group
     */
    public void addGroup(String group) {
        chosen = true;
        known.addAll(catalogue.group(group));
    }

    /**
     * @throws IllegalArgumentException when neither the catalogue nor the kernel has such a
     *     function
     */
    public void add(NamePattern pattern) {
        chosen = true;
        int before = known.size() + others.size();
        List<CatalogueEntry> matching =
                catalogue.all().stream().filter(e -> pattern.matches(e.function())).toList();
        for (CatalogueEntry entry : matching) {
            if (entry.program() == Program.REFUSAL) {
                others.putIfAbsent(entry.function(), entry.everyCall());
            } else {
                known.add(entry);
            }
        }
        if (pattern.isWild()) {
            kernel().withSkb().stream()
                    .filter(function -> pattern.matches(function.name()))
                    .forEach(this::addOther);
            if (known.size() + others.size() == before && matching.isEmpty()) {
                throw new IllegalArgumentException(
                        "'%s' matches no function of this kernel that takes an sk_buff; %s"
                                .formatted(pattern, "'skbtrail-record list --all' shows them"));
            }
        } else if (matching.isEmpty()) {
            addOther(required(pattern.toString()));
        }
    }

    /**
     * Adds functions that a file lists; those that this kernel lacks are reported when attaching.
     */
    public void addListed(Collection<ListedFunction> functions) {
        chosen = true;
        for (ListedFunction function : functions) {
            List<CatalogueEntry> entries = catalogue.named(function.name());
            known.addAll(entries);
            if (entries.isEmpty()) {
                others.putIfAbsent(function.name(), entry(function.group(), function.name()));
            }
            if (function.position() != ListedFunction.UNKNOWN) {
                positions.put(function.name(), function.position());
            }
        }
    }

    /** Adds everything: the catalogue, and every function that takes an sk_buff. */
    public void addAll() {
        chosen = true;
        catalogue.all().stream().filter(e -> e.program().isTraced()).forEach(known::add);
        kernel().withSkb().forEach(this::addOther);
    }

    /**
     * @throws IllegalArgumentException when a name (not a pattern) is not a function
     */
    public void exclude(NamePattern pattern) {
        if (!pattern.isWild() && catalogue.named(pattern.toString()).isEmpty()) {
            required(pattern.toString());
        }
        excluded.add(pattern);
    }

    /**
     * The resulting selection, or the default set if nothing was added. The probes that distinguish
     * packets are always included, whatever was chosen or excluded.
     *
     * @param returns whether returns are wanted
     * @throws IllegalArgumentException when no other probe is left
     */
    public ProbeSelection finish(boolean returns) {
        Set<CatalogueEntry> wanted = chosen ? known : new LinkedHashSet<>(catalogue.defaults());
        List<CatalogueEntry> probes =
                new ArrayList<>(
                        catalogue.all().stream()
                                .filter(e -> e.isIdentity() || isWanted(e, wanted))
                                .toList());
        others.values().stream().filter(e -> !isExcluded(e)).forEach(probes::add);
        if (chosen && !excluded.isEmpty() && probes.stream().allMatch(CatalogueEntry::isIdentity)) {
            throw new IllegalArgumentException("nothing is left after --exclude");
        }
        return new ProbeSelection(probes, positions, returns, chosen);
    }

    /**
     * Whether to include a catalogue entry. A hook function that was also named is among the others
     * instead.
     */
    private boolean isWanted(CatalogueEntry entry, Set<CatalogueEntry> wanted) {
        return wanted.contains(entry)
                && !isExcluded(entry)
                && (entry.program() != Program.REFUSAL || !others.containsKey(entry.function()));
    }

    private boolean isExcluded(CatalogueEntry entry) {
        return excluded.stream().anyMatch(pattern -> pattern.matches(entry.function()));
    }

    private FunctionSignature required(String name) {
        FunctionSignature signature = kernel().signature(name);
        if (signature == null) {
            Set<String> names = new TreeSet<>(catalogue.names());
            kernel().withSkb().forEach(function -> names.add(function.name()));
            throw new IllegalArgumentException(
                    "unknown function '%s'%s; 'skbtrail-record list --all' shows all"
                            .formatted(name, Suggestions.hint(name, names)));
        }
        if (!signature.hasSkb()) {
            throw new IllegalArgumentException(
                    "'%s' takes no sk_buff among its first %d arguments: choose another function"
                            .formatted(name, FunctionSignature.REGISTERS));
        }
        return signature;
    }

    private void addOther(FunctionSignature function) {
        String name = function.name();
        if (catalogue.named(name).stream().noneMatch(known::contains)) {
            String group = function.module() == null ? "kernel" : function.module();
            others.putIfAbsent(name, entry(group, name));
        }
    }

    private static CatalogueEntry entry(String group, String function) {
        return new CatalogueEntry(group, function, Program.ENTRY, Verdict.NONE, "");
    }

    private KernelFunctions kernel() {
        if (kernel == null) {
            kernel = kernelSource.get();
        }
        return kernel;
    }
}
