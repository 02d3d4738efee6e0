package dev.skbtrail.recorder.cli;

import dev.skbtrail.recorder.capability.BackendType;
import dev.skbtrail.recorder.container.Containers;
import dev.skbtrail.recorder.filter.PacketFilter;
import dev.skbtrail.recorder.filter.Selection;
import dev.skbtrail.recorder.hold.RetentionRule;
import dev.skbtrail.recorder.kernel.KernelBtf;
import dev.skbtrail.recorder.kernel.NetworkNamespaces;
import dev.skbtrail.recorder.load.EventExtras;
import dev.skbtrail.recorder.load.KernelLimits;
import dev.skbtrail.recorder.parquet.TraceFile;
import dev.skbtrail.recorder.pcap.PcapFilter;
import dev.skbtrail.recorder.recording.HostInterfaces;
import dev.skbtrail.recorder.recording.Recording;
import dev.skbtrail.recorder.recording.RecordingOptions;
import dev.skbtrail.recorder.recording.RecordingSummary;
import dev.skbtrail.recorder.recording.RotationRule;
import dev.skbtrail.recorder.recording.RunAs;
import dev.skbtrail.recorder.recording.ServiceManager;
import dev.skbtrail.recorder.recording.StopCondition;
import dev.skbtrail.recorder.selection.ProbeSelection;
import dev.skbtrail.recorder.snapshot.Snapshot;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The record command; the subcommands show what could be recorded. */
@Command(
        name = CommandTree.NAME,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        subcommands = {
            ListCommand.class,
            DoctorCommand.class,
            RecoverCommand.class,
            CompletionCommand.class
        },
        description = "Records what happens to packets inside this kernel into one Parquet file.",
        customSynopsis = {
            "skbtrail-record -o FILE [OPTIONS] [EXPRESSION] [-- COMMAND...]",
            "       skbtrail-record (list | doctor | recover | completion) [OPTIONS]"
        },
        footer = {
            "",
            "Several values of one kind (--host a,b or --host a --host b) are alternatives;",
            "different kinds must all match. Once a packet has matched, it is recorded to",
            "its end, whatever NAT, a tunnel or a namespace does to it.",
            "Without a stop condition, Ctrl-C ends the recording; of several conditions, the",
            "first one reached ends it.",
            "",
            "Examples:",
            "  sudo skbtrail-record -o t.parquet --host 10.1.2.3 --port 443 --duration 30s",
            "  sudo skbtrail-record -o t.parquet --proto icmp,icmp6 -- ping -c 3 10.1.2.3",
            "  sudo skbtrail-record -o t.parquet 'tcp port 443 and net 10.0.0.0/8'",
            "  sudo skbtrail-record -o t.parquet --dst 10.1.0.0/16,2001:db8::/32 --packets 9",
            "  sudo skbtrail-record -o t.parquet --tcp-flags syn,!ack --dport 8000-8100",
            "  sudo skbtrail-record -o t.parquet --pod shop/web-7d9c --container mail",
            "  sudo skbtrail-record -o t.parquet --only-drops --deny-list known.txt",
            "  sudo skbtrail-record -o t.parquet --first 3 --bytes 100M",
            "  sudo skbtrail-record -o t.parquet --rotate 100M,10m --keep 50 --host 10.1.2.3",
            "  sudo skbtrail-record -o t.parquet --flight-recorder 60s --trigger drop",
            "  sudo skbtrail-record -o t.parquet --print drops --host 10.1.2.3",
            "  sudo skbtrail-record -o t.parquet --function 'nft_*,nf_hook_slow' --return",
            "  sudo skbtrail-record -o t.parquet --all --exclude 'skb_*' --host 10.1.2.3",
            "",
            "Exit code: 0 done, 1 this machine refuses, 2 wrong usage; after the recording of",
            "a COMMAND that ended by itself, the exit code of COMMAND (128 + signal)."
        })
final class RecordCommand implements Callable<Integer> {
    private static final long PAGE = 4096;

    /** A ring is mapped twice into one buffer, which Java indexes with an int. */
    private static final long RING_MAX = 512L << 20;

    @Spec private CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The trace to write.")
    private Path output;

    @Option(
            names = "--force",
            description = "Replace an existing trace. Other files are never replaced.")
    private boolean force;

    @Mixin private FilterOptions filterOptions;
    @Mixin private ExpressionOptions expressionOptions;
    @Mixin private SelectionOptions selectionOptions;
    @Mixin private ProbeOptions probeOptions;
    @Mixin private StopOptions stopOptions;
    @Mixin private RotationOptions rotationOptions;
    @Mixin private ExtraOptions extraOptions;
    @Mixin private PrintOptions printOptions;

    @Option(
            names = "--backend",
            defaultValue = BackendType.AUTO,
            paramLabel = "NAME",
            description =
                    "auto, fentry, kprobe.multi, kprobe or restricted; 'doctor' shows which this"
                            + " kernel allows. Default: ${DEFAULT-VALUE}.")
    private BackendType backend;

    @Option(
            names = "--buffer-size",
            paramLabel = "SIZE",
            description =
                    "Ring buffer of each CPU, a power of two. Default: 32M, less with more than 4"
                            + " CPUs, but at least 4M.")
    private ByteCount bufferSize =
            new ByteCount(
                    KernelLimits.defaultRingBytes(Runtime.getRuntime().availableProcessors()));

    @Option(
            names = "--tracked-packets",
            defaultValue = "131072",
            paramLabel = "N",
            description = "How many packets can be alive at once. Default: ${DEFAULT-VALUE}.")
    private int trackedPackets;

    @Option(
            names = "--no-snapshot",
            description =
                    "Do not keep the configuration of the network namespaces in the trace: sysctls,"
                            + " routes, rules, qdiscs, tc filters, IPsec policies and states,"
                            + " nftables and iptables rules, interfaces, neighbours, listening"
                            + " sockets, counters.")
    private boolean noSnapshot;

    @Option(
            names = "--snapshot-time",
            paramLabel = "TIME",
            defaultValue = "3s",
            description =
                    "Time for reading that configuration at the end, 1m at most; a slow machine"
                            + " gets more. What is not read in it is named in the trace. Default:"
                            + " ${DEFAULT-VALUE}.")
    private Duration snapshotTime;

    @Option(
            names = "--ready-file",
            paramLabel = "FILE",
            description =
                    "Create this file when all probes are attached, and remove it at the end.")
    private Path readyFile;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description =
                    "Give up every privilege once the probes are attached: go on as this user, who"
                            + " also owns the trace. COMMAND runs as this user, too.")
    private String user;

    @Override
    public Integer call() throws InterruptedException {
        RecordingOptions options = options();
        PrintWriter err = spec.commandLine().getErr();
        RecordingSummary summary;
        try (ReadyFile ready = new ReadyFile(readyFile)) {
            summary = record(options, err, ready);
        }
        if (printOptions.isQuiet()) {
            SummaryText.warn(err, summary, options.ringBytes());
        } else {
            SummaryText.print(err, output, summary, options.ringBytes());
        }
        return Math.max(0, summary.commandStatus());
    }

    private RecordingSummary record(RecordingOptions options, PrintWriter err, ReadyFile ready)
            throws InterruptedException {
        warn(printOptions.isQuiet() ? nowhere() : err);
        ProgressLine progress =
                new ProgressLine(
                        printOptions.isQuiet() ? nowhere() : err,
                        Boolean.getBoolean("skbtrail.terminal") && !printOptions.usesTerminal(),
                        beginning(options.rotation()),
                        options.probes().chosen(),
                        ready::create);
        Recording recording = new Recording(options, printOptions.view());
        Interrupts interrupts = Interrupts.handle(recording::stop, writeOut(recording, progress));
        try {
            return recording.run(ServiceManager.tell(System.getenv(), progress));
        } finally {
            interrupts.restore();
            progress.clear();
        }
    }

    private static PrintWriter nowhere() {
        return new PrintWriter(Writer.nullWriter());
    }

    /** What the trace will lack. */
    private void warn(PrintWriter err) {
        String limits = new PrivilegeReport().limits();
        if (!limits.isEmpty()) {
            err.println(limits);
        }
        if (user != null) {
            err.println(
                    "goes on as user %s: without the configuration at the end, and without names of"
                                    .formatted(user)
                            + " containers that start later");
        }
    }

    private String beginning(RotationRule rotation) {
        if (rotation.flight() != null) {
            return FlightText.start(output, rotation.flight(), ProcessHandle.current().pid());
        }
        return "recording to %s; Ctrl-C ends it"
                .formatted(rotation.rotates() ? SummaryText.allParts(output) : output);
    }

    /** What SIGUSR1 does: without a handler, it would end the process like kill -9. */
    private static Runnable writeOut(Recording recording, ProgressLine progress) {
        return recording.isFlight()
                ? () -> recording.writeOut("SIGUSR1")
                : () -> progress.say("SIGUSR1 is for --flight-recorder: nothing is written out");
    }

    /**
     * Checks everything that can be rejected without touching the kernel: first usage, then the
     * machine.
     */
    private RecordingOptions options() {
        List<String> args = spec.commandLine().getParseResult().originalArgs();
        PcapFilter expression =
                usage(() -> expressionOptions.filter(args, spec.subcommands().keySet()));
        if (output == null) {
            throw misuse("missing -o FILE: where to write the trace");
        }
        ProbeSelection probes = usage(probeOptions::select);
        StopCondition stop = usage(() -> stopOptions.condition(expressionOptions.program(args)));
        RotationRule rotation = rotation(stop);
        usage(filterOptions::addressed);
        RetentionRule keep = usage(selectionOptions::keep);
        // Which packets are kept is decided later, so the kernel cannot count them.
        Selection selection =
                usage(() -> selectionOptions.selection(keep.all() ? stop.packets() : 0));
        requireRing();
        if (trackedPackets <= 0) {
            throw misuse("'--tracked-packets " + trackedPackets + "' is not positive");
        }
        usage(extraOptions::names);
        RunAs owner = user == null ? RunAs.STARTER : usage(() -> RunAs.user(user));
        new PrivilegeReport().require();
        usage(rotationOptions::knownTriggers);
        EventExtras extras = usage(() -> extraOptions.resolve(KernelBtf::load));
        owner.write(() -> requireOutput(rotation));
        PacketFilter filter =
                usage(
                                () ->
                                        filterOptions.resolve(
                                                NetworkNamespaces.scan(),
                                                new HostInterfaces(),
                                                Containers.ofHost()))
                        .with(expression);
        return new RecordingOptions(
                output,
                force,
                filter,
                selection,
                keep,
                backend,
                probes,
                stop,
                rotation,
                bufferSize.bytes(),
                trackedPackets,
                extras,
                noSnapshot ? null : usage(this::snapshotTime),
                owner,
                args);
    }

    private RotationRule rotation(StopCondition stop) {
        RotationRule rotation = usage(rotationOptions::rule);
        if (rotation.flight() != null && stop.bytes() > 0) {
            throw misuse("--bytes ends a recording at a size; with --flight-recorder: --max-size");
        }
        return rotation;
    }

    private Path requireOutput(RotationRule rotation) {
        if (rotation.rotates()) {
            TraceFile.requireDirectory(output);
        } else {
            TraceFile.requireWritable(output, force);
        }
        return output;
    }

    private Duration snapshotTime() {
        if (snapshotTime.compareTo(Snapshot.MOST) > 0) {
            throw new IllegalArgumentException(
                    "'--snapshot-time %s' is more than 1m"
                            .formatted(DurationText.show(snapshotTime)));
        }
        return snapshotTime;
    }

    private void requireRing() {
        long bytes = bufferSize.bytes();
        if (bytes < PAGE || bytes > RING_MAX || Long.bitCount(bytes) != 1) {
            throw misuse(
                    "'--buffer-size %s' is not a power of two from 4k to 512M, such as 8M or 16M"
                            .formatted(bytes));
        }
    }

    private <T> T usage(Supplier<T> step) {
        try {
            return step.get();
        } catch (IllegalArgumentException e) {
            throw misuse(e.getMessage());
        }
    }

    private ParameterException misuse(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
