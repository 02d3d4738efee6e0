package dev.skbtrail.recorder.recording;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.skbtrail.recorder.backend.ProbeStatus;
import dev.skbtrail.recorder.backend.ProbeStatus.Outcome;
import dev.skbtrail.recorder.capability.BackendType;
import dev.skbtrail.recorder.capability.KernelFeatures;
import dev.skbtrail.recorder.catalogue.CatalogueEntry;
import dev.skbtrail.recorder.container.Container;
import dev.skbtrail.recorder.container.Containers;
import dev.skbtrail.recorder.event.LossCause;
import dev.skbtrail.recorder.kernel.HostInfo;
import dev.skbtrail.recorder.kernel.KernelField;
import dev.skbtrail.recorder.kernel.NetworkNamespace;
import dev.skbtrail.recorder.kernel.NetworkNamespaces;
import dev.skbtrail.recorder.libbpf.NativeException;
import dev.skbtrail.recorder.libbpf.NetnsThread;
import dev.skbtrail.recorder.parquet.TraceSchema;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The contents of the trace's footer besides the rows: the keys of queries/schema/metadata.csv.
 *
 * @param attach time to attach the probes
 * @param start wall clock, ns since 1970 UTC
 * @param stop wall clock, ns since 1970 UTC
 * @param snapshot JSON; null for none
 */
record TraceMetadata(
        RecordingOptions options,
        BackendType backend,
        List<ProbeStatus> probes,
        TraceClock clock,
        Duration attach,
        long start,
        long stop,
        String stopReason,
        String snapshot) {
    private static final JsonFactory JSON = new JsonFactory();

    /** Writes one JSON value. */
    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    /** Key-value pairs of the footer. */
    Map<String, String> toMap(HostNames host, RecordingCounters tally) {
        HostInfo machine = HostInfo.read();
        Map<String, String> map = new TreeMap<>();
        map.put("skbtrail.schema", Integer.toString(TraceSchema.load().version()));
        map.put("skbtrail.recorder", version());
        map.put("skbtrail.host", machine.name());
        map.put("skbtrail.kernel", machine.kernelRelease());
        map.put("skbtrail.architecture", machine.architecture());
        map.put("skbtrail.command", json(this::writeCommand));
        map.put("skbtrail.filter", json(this::writeFilter));
        map.put("skbtrail.backend", backend.toString());
        map.put("skbtrail.clock_offset_ns", Long.toString(clock.offset()));
        map.put("skbtrail.start", Long.toString(start));
        map.put("skbtrail.stop", Long.toString(stop));
        map.put("skbtrail.stop_reason", stopReason);
        map.put("skbtrail.probes", json(this::writeProbes));
        map.put("skbtrail.attach_ns", Long.toString(attach.toNanos()));
        map.put("skbtrail.fields", json(this::writeFields));
        map.put("skbtrail.interfaces", json(TraceMetadata::writeInterfaces));
        map.put("skbtrail.containers", json(TraceMetadata::writeContainers));
        map.put("skbtrail.drop_reasons", json(json -> writeDropReasons(json, host)));
        map.putAll(counted(tally, tally.events()));
        List<String> uncounted = KernelFeatures.uncounted(backend, host.btf());
        map.put("skbtrail.uncounted", json(json -> writeStrings(json, uncounted)));
        if (snapshot != null) {
            map.put("skbtrail.snapshot", snapshot);
        }
        return map;
    }

    /**
     * The key-value pairs that change during the recording.
     *
     * @param events number of events in the trace
     */
    static Map<String, String> counted(RecordingCounters tally, long events) {
        return Map.of(
                "skbtrail.counters", json(json -> writeCounters(json, tally, events)),
                "skbtrail.losses", json(json -> writeLosses(json, tally)));
    }

    private static String version() {
        String version = TraceMetadata.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private static String json(Content content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            content.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void writeCommand(JsonGenerator json) throws IOException {
        writeStrings(json, options.commandLine());
    }

    private void writeFilter(JsonGenerator json) throws IOException {
        json.writeStartObject();
        Map<String, List<String>> kinds = new LinkedHashMap<>(options.filter().toMap());
        kinds.putAll(options.selection().toMap());
        kinds.putAll(options.keep().toMap());
        for (Map.Entry<String, List<String>> kind : kinds.entrySet()) {
            json.writeFieldName(kind.getKey());
            writeStrings(json, kind.getValue());
        }
        json.writeEndObject();
    }

    private static void writeStrings(JsonGenerator json, List<String> values) throws IOException {
        json.writeStartArray();
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private void writeProbes(JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (ProbeStatus probe : probes) {
            if (probe.outcome() == Outcome.ELSEWHERE) {
                continue;
            }
            CatalogueEntry entry = probe.entry();
            json.writeStartObject();
            json.writeStringField("function", entry.function());
            json.writeStringField("kind", entry.program().text());
            json.writeStringField("group", entry.group());
            json.writeBooleanField("attached", probe.attached());
            json.writeStringField("reason", probe.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeFields(JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (KernelField field : options.extras().fields()) {
            json.writeStartObject();
            json.writeStringField("name", field.name());
            json.writeStringField("path", field.path());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** The interfaces at the stop; an interface that came and went is named only in the rows. */
    private static void writeInterfaces(JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (NetworkNamespace namespace : NetworkNamespaces.scan().all()) {
            for (Map.Entry<Integer, String> device : interfaces(namespace).entrySet()) {
                json.writeStartObject();
                json.writeNumberField("netns", namespace.inode());
                json.writeStringField("netns_name", namespace.name());
                json.writeNumberField("ifindex", device.getKey());
                json.writeStringField("ifname", device.getValue());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    /** A namespace may disappear between the scan and the lookup. */
    private static Map<Integer, String> interfaces(NetworkNamespace namespace) {
        try {
            return NetnsThread.call(namespace.path(), NetnsThread::interfaces);
        } catch (NativeException e) {
            return Map.of();
        }
    }

    /** The containers at the stop, likewise. */
    private static void writeContainers(JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (Map.Entry<Long, Container> owner : Containers.ofHost().byNamespace().entrySet()) {
            Container container = owner.getValue();
            json.writeStartObject();
            json.writeNumberField("netns", owner.getKey());
            json.writeStringField("label", container.label());
            json.writeStringField("container", container.name());
            json.writeStringField("pod", container.pod());
            json.writeStringField("id", container.id());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeDropReasons(JsonGenerator json, HostNames host) throws IOException {
        json.writeStartObject();
        for (Map.Entry<Integer, String> reason : host.dropReasons().all().entrySet()) {
            json.writeStringField(Integer.toString(reason.getKey()), reason.getValue());
        }
        json.writeEndObject();
    }

    private static void writeCounters(JsonGenerator json, RecordingCounters tally, long events)
            throws IOException {
        json.writeStartObject();
        json.writeNumberField("events", events);
        json.writeNumberField("packets", tally.losses().packets());
        json.writeNumberField("forgotten", tally.forgotten());
        json.writeEndObject();
    }

    private static void writeLosses(JsonGenerator json, RecordingCounters tally)
            throws IOException {
        LossLedger losses = tally.losses();
        json.writeStartArray();
        for (int cpu = 0; cpu < losses.cpus(); cpu++) {
            for (LossCause cause : LossCause.inKernel()) {
                writeLoss(json, cpu, cause, losses.lost(cpu, cause));
            }
        }
        writeLoss(json, LossLedger.NO_CPU, LossCause.MISSED_PROBE, losses.missed());
        writeLoss(json, LossLedger.NO_CPU, LossCause.NOT_HELD_BACK, tally.notHeldBack());
        json.writeEndArray();
    }

    private static void writeLoss(JsonGenerator json, int cpu, LossCause cause, long lost)
            throws IOException {
        if (lost > 0) {
            json.writeStartObject();
            json.writeNumberField("cpu", cpu);
            json.writeStringField("cause", cause.text());
            json.writeNumberField("lost", lost);
            json.writeEndObject();
        }
    }
}
