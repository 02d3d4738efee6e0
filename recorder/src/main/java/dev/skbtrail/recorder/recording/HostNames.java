package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.catalogue.CatalogueEntry;
import dev.skbtrail.recorder.catalogue.Program;
import dev.skbtrail.recorder.catalogue.Verdict;
import dev.skbtrail.recorder.container.ContainerLookup;
import dev.skbtrail.recorder.container.Containers;
import dev.skbtrail.recorder.event.NameTable;
import dev.skbtrail.recorder.event.TraceNames;
import dev.skbtrail.recorder.event.Verdicts;
import dev.skbtrail.recorder.kernel.DropReasons;
import dev.skbtrail.recorder.kernel.KernelBtf;
import dev.skbtrail.recorder.kernel.KernelStacks;
import dev.skbtrail.recorder.kernel.KernelSymbols;
import dev.skbtrail.recorder.kernel.NetworkNamespaces;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names that only the traced host knows: drop reasons, functions, namespaces. Read once before the
 * probes are attached, except the names of namespaces, which come and go.
 *
 * @param probes by their number
 */
record HostNames(
        List<CatalogueEntry> probes,
        KernelBtf btf,
        DropReasons dropReasons,
        KernelSymbols symbols,
        KernelStacks stacks,
        NamespaceNames namespaces,
        NameTable netfilter) {
    private static final String GSO = "SKB_GSO_";
    private static final String RESET = "SK_RST_REASON_";

    /** The enum is anonymous in include/linux/skbuff.h. */
    private static final String GSO_ENUM = "";

    static HostNames read(List<CatalogueEntry> probes, NameTable netfilter) {
        KernelBtf btf = KernelBtf.load();
        KernelSymbols symbols = KernelSymbols.load();
        ContainerLookup containers = new ContainerLookup(Containers.ofHost(), System::nanoTime);
        return new HostNames(
                probes,
                btf,
                DropReasons.of(btf),
                symbols,
                new KernelStacks(symbols),
                new NamespaceNames(
                        asked -> NetworkNamespaces.names(containers.labels(asked)),
                        System::nanoTime),
                netfilter);
    }

    TraceNames traceNames() {
        return new TraceNames(
                id -> probes.get(id).function(),
                dropReasons::name,
                resetReasons()::get,
                symbols::locate,
                stacks::text,
                inode -> namespaces.of(Integer.toUnsignedLong(inode)),
                HostNames::verdict,
                gsoTypes(),
                netfilter);
    }

    /** The number of the probe of a function; negative if the function is not probed. */
    int probe(String function) {
        return probes.stream().map(CatalogueEntry::function).toList().indexOf(function);
    }

    /** For each probe, how to read its return value: {@link Verdict} and {@link Program}. */
    int[] verdictReadings() {
        return probes.stream()
                .mapToInt(
                        probe -> probe.verdict().ordinal() << Byte.SIZE | probe.program().ordinal())
                .toArray();
    }

    private static String verdict(long packed) {
        int reading = Verdicts.reading(packed);
        Verdict verdict = Verdict.values()[reading >>> Byte.SIZE];
        return verdict.text(Verdicts.retval(packed), Program.values()[reading & 0xff]);
    }

    private Map<Integer, String> resetReasons() {
        Map<Integer, String> names = new HashMap<>();
        btf.enumerators("sk_rst_reason")
                .forEach((name, value) -> names.put(value.intValue(), name.replace(RESET, "")));
        return names;
    }

    private String[] gsoTypes() {
        String[] names = new String[Integer.SIZE];
        for (Map.Entry<String, Long> value : btf.enumerators(GSO_ENUM).entrySet()) {
            if (value.getKey().startsWith(GSO) && Long.bitCount(value.getValue()) == 1) {
                int bit = Long.numberOfTrailingZeros(value.getValue());
                if (bit < names.length) {
                    names[bit] = value.getKey().substring(GSO.length());
                }
            }
        }
        return names;
    }
}
