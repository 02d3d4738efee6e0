package dev.skbtrail.recorder.container;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** All texts of a JSON file, by JSON pointer (RFC 6901). */
final class JsonTexts {
    private static final JsonFactory JSON = new JsonFactory();

    /** The largest of these files, the OCI configuration of a container, has some 30 kB. */
    private static final long MAX_BYTES = 4 << 20;

    private JsonTexts() {}

    /** Nothing when the file does not exist, is being written or is no JSON. */
    static Map<String, String> read(Path file) {
        Map<String, String> texts = new HashMap<>();
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
                return Map.of();
            }
            try (JsonParser json = JSON.createParser(file.toFile())) {
                for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                    if (token == JsonToken.VALUE_STRING) {
                        texts.put(
                                json.getParsingContext().pathAsPointer().toString(),
                                json.getText());
                    }
                }
            }
            return texts;
        } catch (IOException e) {
            return Map.of();
        }
    }
}
