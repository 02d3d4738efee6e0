package dev.skbtrail.recorder.recording;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.skbtrail.recorder.Build;
import dev.skbtrail.recorder.JsonText;
import dev.skbtrail.recorder.backend.ProbeStatus;
import dev.skbtrail.recorder.backend.ProbeStatus.Outcome;
import dev.skbtrail.recorder.capability.BackendType;
import dev.skbtrail.recorder.capability.KernelFeatures;
import dev.skbtrail.recorder.catalogue.CatalogueEntry;
import dev.skbtrail.recorder.container.Container;
import dev.skbtrail.recorder.container.Containers;
import dev.skbtrail.recorder.kernel.HostInfo;
import dev.skbtrail.recorder.kernel.KernelField;
import dev.skbtrail.recorder.kernel.NetworkNamespace;
import dev.skbtrail.recorder.kernel.NetworkNamespaces;
import dev.skbtrail.recorder.libbpf.NativeException;
import dev.skbtrail.recorder.libbpf.NetnsThread;
import dev.skbtrail.recorder.parquet.TraceSchema;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the footers of a recording's traces have in common, of the keys of
 * queries/schema/metadata.csv; {@link PartFooter} has the others.
 *
 * @param attach time to attach the probes
 * @param snapshot JSON; null for none
 */
record TraceMetadata(
        RecordingOptions options,
        BackendType backend,
        List<ProbeStatus> probes,
        TraceClock clock,
        Duration attach,
        String snapshot) {
    /** Key-value pairs of the footer. */
    Map<String, String> toMap(HostNames host) {
        HostInfo machine = HostInfo.read();
        Map<String, String> map = new TreeMap<>();
        map.put("skbtrail.schema", Integer.toString(TraceSchema.load().version()));
        map.put("skbtrail.recorder", Build.name());
        map.put("skbtrail.host", machine.name());
        map.put("skbtrail.kernel", machine.kernelRelease());
        map.put("skbtrail.architecture", machine.architecture());
        map.put("skbtrail.command", JsonText.of(this::writeCommand));
        map.put("skbtrail.filter", JsonText.of(this::writeFilter));
        map.put("skbtrail.backend", backend.toString());
        map.put("skbtrail.clock_offset_ns", Long.toString(clock.offset()));
        map.put("skbtrail.probes", JsonText.of(this::writeProbes));
        map.put("skbtrail.attach_ns", Long.toString(attach.toNanos()));
        map.put("skbtrail.fields", JsonText.of(this::writeFields));
        map.put("skbtrail.interfaces", JsonText.of(TraceMetadata::writeInterfaces));
        map.put("skbtrail.containers", JsonText.of(TraceMetadata::writeContainers));
        map.put("skbtrail.drop_reasons", JsonText.of(json -> writeDropReasons(json, host)));
        List<String> uncounted = KernelFeatures.uncounted(backend, host.btf());
        map.put("skbtrail.uncounted", JsonText.of(json -> writeStrings(json, uncounted)));
        if (snapshot != null) {
            map.put("skbtrail.snapshot", snapshot);
        }
        return map;
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
}
