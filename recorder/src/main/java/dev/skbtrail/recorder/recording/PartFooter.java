package dev.skbtrail.recorder.recording;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.skbtrail.recorder.JsonText;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the footer of a trace does not have in common with the other traces of the recording.
 *
 * @param recording text that only the traces of this recording have; null: there is only this one
 * @param number of the trace, from 1
 * @param start wall clock, ns since 1970 UTC
 * @param stop wall clock, ns since 1970 UTC
 * @param cause why the window was written out after this trace; null: it was not
 */
record PartFooter(
        String recording,
        int number,
        long start,
        long stop,
        String stopReason,
        TraceCounters counters,
        DumpCause cause) {

    /** The footer's key-value pairs together with those that all traces have. */
    Map<String, String> with(Map<String, String> common) {
        Map<String, String> map = new TreeMap<>(common);
        map.put("skbtrail.start", Long.toString(start));
        map.put("skbtrail.stop", Long.toString(stop));
        map.put("skbtrail.stop_reason", stopReason);
        map.put("skbtrail.counters", JsonText.of(this::writeCounters));
        map.put("skbtrail.losses", JsonText.of(this::writeLosses));
        if (recording != null) {
            map.put("skbtrail.part", JsonText.of(this::writePart));
        }
        if (cause != null) {
            map.put("skbtrail.trigger", JsonText.of(cause::write));
        }
        return map;
    }

    private void writeCounters(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("events", counters.events());
        json.writeNumberField("packets", counters.packets());
        json.writeNumberField("forgotten", counters.forgotten());
        json.writeEndObject();
    }

    private void writeLosses(JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (Map.Entry<LossOrigin, Long> loss : counters.losses().entrySet()) {
            json.writeStartObject();
            json.writeNumberField("cpu", loss.getKey().cpu());
            json.writeStringField("cause", loss.getKey().cause().text());
            json.writeNumberField("lost", loss.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writePart(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("recording", recording);
        json.writeNumberField("number", number);
        json.writeEndObject();
    }
}
