package dev.skbtrail.recorder.backend;

import dev.skbtrail.recorder.UserException;
import dev.skbtrail.recorder.capability.BackendType;
import dev.skbtrail.recorder.catalogue.CatalogueEntry;
import dev.skbtrail.recorder.catalogue.Traits;
import dev.skbtrail.recorder.filter.KernelFilter;
import dev.skbtrail.recorder.kernel.NetworkNamespace;
import dev.skbtrail.recorder.libbpf.AttachTarget;
import dev.skbtrail.recorder.libbpf.BpfObject;
import dev.skbtrail.recorder.libbpf.BpfProgram;
import dev.skbtrail.recorder.libbpf.Link;
import dev.skbtrail.recorder.libbpf.LoadedProgram;
import dev.skbtrail.recorder.libbpf.NativeException;
import dev.skbtrail.recorder.libbpf.NetnsThread;
import dev.skbtrail.recorder.libbpf.ProgramTemplate;
import dev.skbtrail.recorder.load.KernelLimits;
import dev.skbtrail.recorder.load.KernelSide;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * The back-end for kernels that refuse to trace functions: tc programs on every interface and
 * netfilter programs at both ends of every hook, in every network namespace that exists at attach
 * time, joined by raw tracepoints.
 */
final class RestrictedBackend {
    /**
     * This tracepoint reports the sk_buff that TCP keeps, while tc and netfilter only see copies of
     * it. An event would be attributed to another packet whose address was reused.
     */
    private static final String NEVER_MET = "tcp_retransmit_skb";

    private static final int PROG_TYPE_SCHED_CLS = 3;

    /** NFPROTO_IPV4 and NFPROTO_IPV6. */
    private static final List<Integer> FAMILIES = List.of(2, 10);

    /** By NF_INET_* of include/uapi/linux/netfilter.h. */
    private static final List<String> HOOKS =
            List.of("PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING");

    /** The kernel reserves the very first and very last priority for itself. */
    private static final int FIRST = Integer.MIN_VALUE + 1;

    private static final int LAST = Integer.MAX_VALUE - 1;

    private static final int EBUSY = 16;
    private static final int MOST_RECORDERS = 15;

    private final KernelSide kernel;
    private final Attachments attachments;
    private final List<NetworkNamespace> namespaces;

    private RestrictedBackend(
            KernelSide kernel, Attachments attachments, List<NetworkNamespace> namespaces) {
        this.kernel = kernel;
        this.attachments = attachments;
        this.namespaces = namespaces;
    }

    static Backend load(
            List<CatalogueEntry> probes,
            KernelLimits limits,
            KernelFilter filter,
            List<NetworkNamespace> namespaces) {
        if (!limits.extras().fields().isEmpty()) {
            throw new UserException(
                    "--field needs the back-end fentry or kprobe, which this kernel does not allow:"
                            + " leave it out, or see 'skbtrail-record doctor'");
        }
        KernelSide kernel =
                KernelSide.load("restricted.bpf.o", limits, filter, RestrictedBackend::nameTypes);
        return new Backend(
                BackendType.RESTRICTED,
                kernel,
                (side, attachments, listener) ->
                        new RestrictedBackend(side, attachments, namespaces)
                                .attach(probes, listener));
    }

    private static void nameTypes(BpfObject object) {
        object.program("netfilter_packet")
                .setType(BpfProgram.TYPE_NETFILTER, BpfProgram.ATTACH_NETFILTER);
    }

    private List<ProbeStatus> attach(List<CatalogueEntry> probes, AttachListener listener) {
        Tracepoints tracepoints = new Tracepoints(kernel.object());
        return ParallelAttach.attach(
                probes,
                (probe, id) ->
                        switch (probe.program()) {
                            case TRACEPOINT ->
                                    probe.function().equals(NEVER_MET)
                                            ? ProbeStatus.elsewhere(
                                                    probe, "names an sk_buff that only TCP sees")
                                            : tracepoints.attach(probe, id, attachments);
                            case TC -> attachTc(probe, id);
                            case NETFILTER -> attachNetfilter(probe, id);
                            default ->
                                    ProbeStatus.elsewhere(probe, "functions need another back-end");
                        },
                listener);
    }

    private ProbeStatus attachTc(CatalogueEntry probe, int id) {
        boolean in = probe.function().equals("tc:ingress");
        int direction = in ? BpfProgram.ATTACH_TCX_INGRESS : BpfProgram.ATTACH_TCX_EGRESS;
        ProgramTemplate template = kernel.object().program("tc_packet").template();
        AttachTarget target = new AttachTarget(direction, 0, 0);
        LoadedProgram program =
                attachments.keep(
                        template.load(
                                PROG_TYPE_SCHED_CLS,
                                target,
                                id,
                                Traits.of(in ? Traits.IN : Traits.OUT)));
        return inEveryNamespace(
                probe,
                () -> {
                    for (int ifindex : NetnsThread.interfaces().keySet()) {
                        attachments.add(program.attachTcx(ifindex, direction));
                    }
                });
    }

    /** Attaches a hook such as nf:FORWARD:first. */
    private ProbeStatus attachNetfilter(CatalogueEntry probe, int id) {
        String[] name = probe.function().split(":");
        int hook = HOOKS.indexOf(name[1]);
        boolean last = name[2].equals("last");
        ProgramTemplate template = kernel.object().program("netfilter_packet").template();
        AttachTarget target = new AttachTarget(BpfProgram.ATTACH_NETFILTER, 0, 0);
        int traits = Traits.of(last ? Traits.OUT : Traits.IN);
        LoadedProgram program =
                attachments.keep(template.load(BpfProgram.TYPE_NETFILTER, target, id, traits));
        return inEveryNamespace(
                probe,
                () -> {
                    for (int family : FAMILIES) {
                        attachments.add(attachAtFreePriority(program, family, hook, last));
                    }
                });
    }

    /** Two programs cannot share a priority: a second recorder uses the one next to the first. */
    private static Link attachAtFreePriority(
            LoadedProgram program, int family, int hook, boolean last) {
        for (int taken = 0; ; taken++) {
            try {
                return program.attachNetfilter(family, hook, last ? LAST - taken : FIRST + taken);
            } catch (NativeException e) {
                if (e.errno() != EBUSY || taken == MOST_RECORDERS) {
                    throw e;
                }
            }
        }
    }

    /** A namespace or interface may disappear while this runs; the others are still attached. */
    private ProbeStatus inEveryNamespace(CatalogueEntry probe, Runnable attachHere) {
        List<String> failures = new ArrayList<>();
        for (NetworkNamespace namespace : namespaces) {
            try {
                NetnsThread.call(namespace.path(), Executors.callable(attachHere));
            } catch (NativeException e) {
                failures.add("netns " + namespace.inode() + ": " + e.getMessage());
            }
        }
        String reason = String.join("; ", failures);
        return failures.size() < namespaces.size()
                ? new ProbeStatus(probe, ProbeStatus.Outcome.ATTACHED, reason)
                : ProbeStatus.refused(probe, reason);
    }
}
