package dev.skbtrail.recorder.snapshot;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.skbtrail.recorder.JsonText;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A snapshot as {@code queries/schema/snapshot.csv} describes it.
 *
 * @param start by inode of the namespace
 * @param leftOut namespaces that were not read at the end
 */
record SnapshotJson(Map<Long, NamespaceState> start, List<NamespaceState> end, int leftOut) {

    String text() {
        return JsonText.of(this::write);
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("namespaces_left_out", leftOut);
        json.writeArrayFieldStart("readings");
        for (NamespaceState later : end) {
            NamespaceState earlier = start.get(later.netns());
            for (Part part : Part.values()) {
                Reading before = earlier == null ? null : earlier.reading(part);
                Reading after = later.reading(part);
                if (before != null && after != null && after.repeats(before)) {
                    write(json, later, "both", after);
                } else {
                    write(json, later, "start", before);
                    write(json, later, "end", after);
                }
            }
        }
        for (NamespaceState gone : start.values()) {
            if (end.stream().noneMatch(later -> later.netns() == gone.netns())) {
                for (Reading before : gone.readings()) {
                    write(json, gone, "start", before);
                }
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(
            JsonGenerator json, NamespaceState namespace, String moment, Reading reading)
            throws IOException {
        if (reading == null) {
            return;
        }
        json.writeStartObject();
        if (namespace.netns() == NamespaceState.HOST) {
            json.writeNullField("netns");
        } else {
            json.writeNumberField("netns", namespace.netns());
        }
        json.writeStringField("netns_name", namespace.name());
        json.writeStringField("part", reading.part().text());
        json.writeStringField("moment", moment);
        json.writeNumberField("time", reading.time());
        json.writeStringField("source", reading.source());
        json.writeArrayFieldStart("items");
        for (String item : reading.items()) {
            json.writeRawValue(item);
        }
        json.writeEndArray();
        json.writeNumberField("left_out", reading.leftOut());
        json.writeStringField("problem", reading.problem());
        json.writeEndObject();
    }
}
