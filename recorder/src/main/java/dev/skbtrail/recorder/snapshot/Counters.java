package dev.skbtrail.recorder.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The kernel's counters of a network namespace, with the names used by nstat: IpInDiscards and
 * TcpExtListenDrops. IPsec counters have the kernel's names (XfrmInNoStates), those of conntrack
 * are like nf_conntrack_drop. As with nstat, counters that are 0 are omitted.
 */
final class Counters {
    /** The number of entries: it is repeated in the line of each CPU and must not be added up. */
    private static final String ENTRIES = "entries";

    private Counters() {}

    /**
     * @param directory /proc/thread-self/net
     * @param items gets {name, value}
     */
    static void read(Path directory, Items items) throws IOException {
        Map<String, Long> counters = new TreeMap<>();
        addPairs(lines(directory.resolve("snmp")), counters);
        addPairs(lines(directory.resolve("netstat")), counters);
        addLines(lines(directory.resolve("snmp6")), counters);
        addLines(lines(directory.resolve("xfrm_stat")), counters);
        addConntrack(lines(directory.resolve("stat/nf_conntrack")), counters);
        counters.forEach(
                (name, value) -> {
                    if (value != 0) {
                        items.add(
                                json -> {
                                    json.writeStartObject();
                                    json.writeStringField("name", name);
                                    json.writeNumberField("value", value);
                                    json.writeEndObject();
                                });
                    }
                });
    }

    /** A line of names, then one of numbers, both with a prefix such as {@code TcpExt:}. */
    private static void addPairs(List<String> lines, Map<String, Long> counters) {
        for (int i = 0; i + 1 < lines.size(); i += 2) {
            String[] names = lines.get(i).split(" ");
            String[] values = lines.get(i + 1).split(" ");
            String prefix = names[0].replace(":", "");
            for (int field = 1; field < Math.min(names.length, values.length); field++) {
                counters.put(prefix + names[field], number(values[field], 10));
            }
        }
    }

    /** A name and its number in each line. */
    private static void addLines(List<String> lines, Map<String, Long> counters) {
        for (String line : lines) {
            String[] fields = line.split("\\s+");
            if (fields.length == 2) {
                counters.put(fields[0], number(fields[1], 10));
            }
        }
    }

    /** A line of names, then for each CPU one of hexadecimal numbers. */
    private static void addConntrack(List<String> lines, Map<String, Long> counters) {
        if (lines.isEmpty()) {
            return;
        }
        String[] names = lines.get(0).strip().split("\\s+");
        for (String line : lines.subList(1, lines.size())) {
            String[] values = line.strip().split("\\s+");
            for (int field = 0; field < Math.min(names.length, values.length); field++) {
                if (!names[field].equals(ENTRIES)) {
                    counters.merge(
                            "nf_conntrack_" + names[field], number(values[field], 16), Long::sum);
                }
            }
        }
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.isReadable(file) ? Files.readAllLines(file) : List.of();
    }

    private static long number(String text, int radix) {
        try {
            return Long.parseLong(text, radix);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
