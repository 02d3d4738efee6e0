package dev.skbtrail.recorder.cli;

import dev.skbtrail.recorder.kernel.KernelBtf;
import dev.skbtrail.recorder.kernel.KernelField;
import dev.skbtrail.recorder.load.EventExtras;
import dev.skbtrail.recorder.load.StackMode;
import dev.skbtrail.recorder.parquet.TraceColumn;
import dev.skbtrail.recorder.parquet.TraceSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Optional contents of events beyond the usual columns. */
final class ExtraOptions {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    @Option(
            names = "--stack",
            defaultValue = "drops",
            paramLabel = "WHICH",
            description =
                    "Kernel stack in column stack: drops, all (every event of a function or"
                            + " tracepoint) or none. Default: ${DEFAULT-VALUE}.")
    private StackMode stacks;

    @Option(
            names = "--field",
            paramLabel = "NAME=PATH",
            description = {
                "A column of your own: a number or a pointer in the packet's structures, such as"
                        + " rcvbuf='skb->sk->sk_rcvbuf', frags='skb_shinfo(skb)->nr_frags' or"
                        + " cwnd='((struct tcp_sock *)skb->sk)->snd_cwnd'. At most four. NULL if"
                        + " a pointer on the way is NULL."
            })
    private List<String> fields = new ArrayList<>();

    /**
     * Names of the user columns, without consulting the kernel.
     *
     * @throws IllegalArgumentException when one is not a valid name, or is already taken
     */
    List<String> names() {
        Set<String> taken =
                TraceSchema.load().columns().stream()
                        .map(TraceColumn::name)
                        .collect(Collectors.toCollection(HashSet::new));
        for (String field : fields) {
            String name = name(field);
            if (!NAME.matcher(name).matches() || field.length() <= name.length() + 1) {
                throw new IllegalArgumentException(
                        ("'--field %s' is not NAME=PATH, such as rcvbuf='skb->sk->sk_rcvbuf';"
                                        + " a name has a-z, 0-9 and _")
                                .formatted(oneLine(field)));
            }
            if (!taken.add(name)) {
                throw new IllegalArgumentException(
                        "'--field %s': there is a column %s already; choose another name"
                                .formatted(oneLine(field), name));
            }
        }
        if (fields.size() > EventExtras.FIELDS) {
            throw new IllegalArgumentException(
                    "%d times --field, at most %d".formatted(fields.size(), EventExtras.FIELDS));
        }
        return fields.stream().map(ExtraOptions::name).toList();
    }

    /**
     * @param btf only read when there are user columns
     * @throws IllegalArgumentException when this kernel has no such member
     */
    EventExtras resolve(Supplier<KernelBtf> btf) {
        if (fields.isEmpty()) {
            return new EventExtras(stacks, List.of());
        }
        KernelBtf kernel = btf.get();
        return new EventExtras(stacks, fields.stream().map(field -> find(kernel, field)).toList());
    }

    private static KernelField find(KernelBtf kernel, String field) {
        String name = name(field);
        try {
            return kernel.field(name, field.substring(name.length() + 1));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'--field %s': %s".formatted(oneLine(field), oneLine(e.getMessage())), e);
        }
    }

    private static String name(String field) {
        int end = field.indexOf('=');
        return end < 0 ? field : field.substring(0, end);
    }

    /** Makes a message one line, whatever was typed. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
