package dev.skbtrail.recorder.recording;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** JSON values as text. */
final class JsonText {
    private static final JsonFactory JSON = new JsonFactory();

    /** Writes one JSON value. */
    interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    private JsonText() {}

    static String of(Content content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            content.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
