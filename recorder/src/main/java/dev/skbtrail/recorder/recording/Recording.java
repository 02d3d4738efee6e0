package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.UserException;
import dev.skbtrail.recorder.backend.Backend;
import dev.skbtrail.recorder.backend.Backends;
import dev.skbtrail.recorder.backend.ProbeStatus.Outcome;
import dev.skbtrail.recorder.capability.BackendType;
import dev.skbtrail.recorder.catalogue.CatalogueEntry;
import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.ColumnSource;
import dev.skbtrail.recorder.event.EventColumns;
import dev.skbtrail.recorder.event.EventDecoder;
import dev.skbtrail.recorder.event.NameTable;
import dev.skbtrail.recorder.filter.KernelFilter;
import dev.skbtrail.recorder.hold.HoldBack;
import dev.skbtrail.recorder.kernel.KernelField;
import dev.skbtrail.recorder.kernel.KernelFunctions;
import dev.skbtrail.recorder.kernel.NetworkNamespaces;
import dev.skbtrail.recorder.load.KernelLimits;
import dev.skbtrail.recorder.load.KernelSide;
import dev.skbtrail.recorder.parquet.TraceFile;
import dev.skbtrail.recorder.parquet.TraceSchema;
import dev.skbtrail.recorder.ring.RingReader;
import dev.skbtrail.recorder.snapshot.Snapshot;
import dev.skbtrail.recorder.trigger.Fired;
import dev.skbtrail.recorder.trigger.Triggers;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** One recording from start to file: load, attach, drain, write, stop. */
public final class Recording {
    private final RecordingOptions options;
    private final LiveView view;
    private final TraceClock clock = TraceClock.sample();
    private final StopSignal signal = new StopSignal();

    /** Null unless it is a flight recorder. */
    private final DumpSchedule schedule;

    /**
     * @param view what is printed during the recording; null: nothing
     */
    public Recording(RecordingOptions options, LiveView view) {
        this.options = options;
        this.view = view;
        FlightRule flight = options.rotation().flight();
        schedule = flight == null ? null : new DumpSchedule(flight.window());
    }

    /**
     * Ends a running recording, from any thread; what was captured is kept.
     *
     * @param reason for the trace's metadata
     */
    public void stop(String reason) {
        signal.stop(reason);
    }

    public boolean isFlight() {
        return schedule != null;
    }

    /**
     * Makes a flight recorder write out its window, from any thread.
     *
     * @param why for the trace's metadata
     */
    public void writeOut(String why) {
        long now = clock.now();
        schedule.fire(new Fired(why, now, Fired.NO_PACKET, ""), now);
    }

    /**
     * Records until a stop condition is reached or {@link #stop} is called.
     *
     * @param listener receives the progress
     * @throws UserException when the file or the kernel refuses; what was captured until then is
     *     kept
     */
    public RecordingSummary run(RecordingListener listener) throws InterruptedException {
        List<String> fields = options.extras().fields().stream().map(KernelField::name).toList();
        TraceSchema schema = TraceSchema.load().with(fields);
        NameTable netfilterNames = new NameTable();
        HostNames host = HostNames.read(options.probes().entries(), netfilterNames);
        Snapshot snapshot = snapshot(host);
        List<ColumnSource> columns = EventColumns.of(host.traceNames(), fields);
        EventDecoder decoder =
                new EventDecoder(clock.offset(), host.verdictReadings(), netfilterNames);
        FailureSlot failures = new FailureSlot(signal);
        Flight flight = flight(listener);
        // Before any file is another user's, who may not read the libraries that it loads.
        WarmUp.run(decoder, schema, columns);
        try (Parts parts = parts(schema, columns, clock, flight, failures);
                Backend backend = load(host)) {
            host.stacks().readFrom(backend.kernel()::stack);
            options.user().requireReadable(backend.kernel()::refreshCounters);
            LiveSession live = new LiveSession(view, columns, signal);
            try {
                return record(
                        parts,
                        flight,
                        failures,
                        backend,
                        live.around(decoder::decode),
                        host,
                        snapshot,
                        live,
                        listener);
            } catch (UserException failure) {
                String kept = parts.rescue(failure);
                throw kept == null
                        ? failure
                        : new UserException(failure.getMessage() + "; " + kept, failure);
            } catch (Throwable failure) {
                String kept = parts.rescue(failure);
                if (kept != null) {
                    failure.addSuppressed(new UserException(kept));
                }
                throw failure;
            }
        }
    }

    /** The output, made by the user that it is to belong to. */
    private Parts parts(
            TraceSchema schema,
            List<ColumnSource> columns,
            TraceClock clock,
            Flight flight,
            FailureSlot failures) {
        Function<Path, TraceFile> create =
                path -> TraceFile.create(path, options.overwrite(), schema, columns);
        return options.user()
                .write(
                        () ->
                                new Parts(
                                        options.output(),
                                        options.rotation(),
                                        create,
                                        clock::now,
                                        flight,
                                        failures));
    }

    private RecordingSummary record(
            Parts parts,
            Flight flight,
            FailureSlot failure,
            Backend backend,
            DrainThread.Decoder decoder,
            HostNames host,
            Snapshot snapshot,
            LiveSession live,
            RecordingListener listener)
            throws InterruptedException {
        LossLedger losses = new LossLedger(backend.kernel(), clock);
        HoldBack hold = options.keep().all() ? null : holdBack(parts);
        Consumer<ColumnBatch> sink = hold == null ? parts : hold;
        Pipeline pipeline =
                new Pipeline(
                        readers(backend.kernel()),
                        decoder,
                        losses,
                        flight == null ? sink : flight.before(sink),
                        parts,
                        failure);
        RecordingCounters tally = new RecordingCounters(pipeline, losses, hold);
        ProbeSession attaching = new ProbeSession(backend, signal);
        StopMonitor watch = new StopMonitor(options.stop(), signal, tally, pipeline::bytes);
        Supervisor supervisor =
                new Supervisor(clock, losses, pipeline, attaching, snapshot, watch, failure);
        live.start();
        try {
            supervisor.run(
                    listener,
                    () -> {
                        options.user().become();
                        if (flight != null) {
                            flight.arm(fired -> triggers(attaching, host, fired));
                        }
                        parts.begin(
                                () -> metadata(backend, attaching, snapshot.soFar()).toMap(host),
                                tally::total);
                    });
        } finally {
            live.finish();
        }
        if (hold != null) {
            hold.finish();
        }
        parts.flush();
        String configuration =
                snapshot.finish(
                        host.namespaces().asked(),
                        attaching.attachTime().plus(attaching.detachTime()));
        parts.finish(
                supervisor.stopTime(),
                signal.reason(),
                metadata(backend, attaching, configuration).toMap(host));
        List<DropSite> sites = parts.drops().sites(host.traceNames());
        return summary(backend.type(), attaching, tally, sites, live.skipped(), parts, watch);
    }

    private Flight flight(RecordingListener listener) {
        return schedule == null
                ? null
                : new Flight(
                        options.rotation().flight(),
                        options.output(),
                        schedule,
                        clock::now,
                        listener::onDump);
    }

    private Triggers triggers(ProbeSession attaching, HostNames host, Consumer<Fired> fired) {
        return new Triggers(
                options.rotation().flight().triggers(),
                host.traceNames(),
                function -> attaching.isAttached(function) ? host.probe(function) : -1,
                fired);
    }

    private TraceMetadata metadata(Backend backend, ProbeSession attaching, String configuration) {
        return new TraceMetadata(
                options,
                backend.type(),
                attaching.probes(),
                clock,
                attaching.attachTime(),
                configuration);
    }

    /**
     * Started as soon as the symbols are known, so that it takes no extra time while programs load.
     */
    private Snapshot snapshot(HostNames host) {
        return options.snapshotTime() != null
                ? Snapshot.begin(
                        host.symbols().contains("nft_do_chain"),
                        options.filter().namespaces(),
                        clock::now,
                        options.snapshotTime())
                : Snapshot.none();
    }

    private RecordingSummary summary(
            BackendType backend,
            ProbeSession attaching,
            RecordingCounters tally,
            List<DropSite> drops,
            long unprinted,
            Parts parts,
            StopMonitor watch) {
        return new RecordingSummary(
                backend,
                attaching.count(Outcome.ATTACHED),
                attaching.count(Outcome.REFUSED),
                attaching.attachTime(),
                attaching.detachTime(),
                tally.events(),
                tally.packets(),
                tally.forgotten(),
                tally.lostByCause(),
                drops,
                unprinted,
                parts.bytes(),
                parts.written(),
                watch.duration(),
                signal.reason(),
                watch.commandStatus());
    }

    private HoldBack holdBack(Consumer<ColumnBatch> sink) {
        List<CatalogueEntry> probes = options.probes().entries();
        boolean[] ends = new boolean[probes.size()];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = probes.get(i).endsLife();
        }
        return new HoldBack(options.keep(), ends, sink);
    }

    private Backend load(HostNames host) {
        KernelLimits limits =
                new KernelLimits(
                        (int) options.ringBytes(), options.trackedPackets(), options.extras());
        KernelFilter filter = options.filter().forKernel(options.selection());
        return new Backends(options.probes(), limits, filter)
                .load(
                        options.backend(),
                        new KernelFunctions(host.btf(), host.symbols()),
                        NetworkNamespaces.scan().all());
    }

    private static List<RingReader> readers(KernelSide kernel) {
        return kernel.rings().stream()
                .map(ring -> new RingReader(ring.consumerPage(), ring.producerPage(), ring.data()))
                .toList();
    }
}
