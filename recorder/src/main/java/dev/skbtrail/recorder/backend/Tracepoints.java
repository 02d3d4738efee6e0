package dev.skbtrail.recorder.backend;

import dev.skbtrail.recorder.catalogue.CatalogueEntry;
import dev.skbtrail.recorder.catalogue.Traits;
import dev.skbtrail.recorder.libbpf.AttachTarget;
import dev.skbtrail.recorder.libbpf.BpfObject;
import dev.skbtrail.recorder.libbpf.LoadedProgram;
import java.util.List;

/** Raw tracepoints, which every back-end uses: one program for each argument order. */
public final class Tracepoints {
    private static final int PROG_TYPE_RAW_TRACEPOINT = 17;

    /** The tracepoint programs of the object; each back-end loads them. */
    static final List<String> PROGRAMS =
            List.of(
                    "raw_tp_skb",
                    "raw_tp_segment",
                    "raw_tp_kfree_skb",
                    "raw_tp_qdisc_enqueue",
                    "raw_tp_qdisc_dequeue");

    private final BpfObject object;

    Tracepoints(BpfObject object) {
        this.object = object;
    }

    ProbeStatus attach(CatalogueEntry entry, int id, Attachments attachments) {
        String name = entry.function();
        return attachments.attach(
                entry, List.of(() -> attachments.keep(load(entry, id)).attachTracepoint(name)));
    }

    private LoadedProgram load(CatalogueEntry entry, int id) {
        return object.program(program(entry.function()))
                .template()
                .load(PROG_TYPE_RAW_TRACEPOINT, AttachTarget.NONE, id, role(entry));
    }

    private static String program(String tracepoint) {
        return switch (tracepoint) {
            case "kfree_skb", "qdisc_enqueue", "qdisc_dequeue" -> "raw_tp_" + tracepoint;
            case "tcp_retransmit_skb" -> "raw_tp_segment";
            default -> "raw_tp_skb";
        };
    }

    /** {@link Traits} of its program. */
    public static int role(CatalogueEntry entry) {
        if (entry.endsLife()) {
            return Traits.of(entry.function().equals("kfree_skb") ? Traits.DROP : Traits.FREE);
        }
        return Traits.of(Traits.ENTRY);
    }
}
