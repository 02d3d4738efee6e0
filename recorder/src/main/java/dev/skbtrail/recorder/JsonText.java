package dev.skbtrail.recorder;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** JSON values as text. */
public final class JsonText {
    private static final JsonFactory JSON = new JsonFactory();

    /** Writes one JSON value. */
    public interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    private JsonText() {}

    public static String of(Content content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            content.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
