package dev.skbtrail.recorder.recording;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.skbtrail.recorder.trigger.Fired;
import java.io.IOException;

/**
 * Why a window was written out.
 *
 * @param first the trigger that fired first
 * @param again how often any trigger fired between that and the writing
 */
public record DumpCause(Fired first, long again) {
    /** The value of {@code skbtrail.trigger}. */
    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("trigger", first.trigger());
        json.writeNumberField("time", first.time());
        if (first.hasPacket()) {
            json.writeNumberField("packet", first.packet());
        }
        json.writeStringField("what", first.what());
        json.writeNumberField("again", again);
        json.writeEndObject();
    }
}
