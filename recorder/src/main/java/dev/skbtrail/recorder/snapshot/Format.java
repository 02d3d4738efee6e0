package dev.skbtrail.recorder.snapshot;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;

/** The output format of a tool. */
enum Format {
    /** Each member of an array is an item. */
    JSON_ARRAY {
        @Override
        void read(Reader in, Items items) throws IOException {
            try (JsonParser json = Items.JSON.createParser(in)) {
                // Some versions of ip write nothing at all instead of an empty array.
                while (json.nextToken() != null) {
                    if (json.currentToken() == JsonToken.START_ARRAY
                            || json.currentToken() == JsonToken.END_ARRAY) {
                        continue;
                    }
                    items.add((JsonGenerator out) -> out.copyCurrentStructure(json));
                }
            }
        }
    },

    /** Each line is an item. */
    LINES {
        @Override
        void read(Reader in, Items items) throws IOException {
            BufferedReader lines = new BufferedReader(in);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    items.addText(line.stripTrailing());
                }
            }
        }
    },

    /** The parts of the output of ip xfrm that {@link XfrmText} knows. */
    XFRM {
        @Override
        void read(Reader in, Items items) throws IOException {
            XfrmText.read(in, items);
        }
    };

    /**
     * Reads to the end.
     *
     * @throws IOException when the input does not have this format; the items read before are kept
     */
    abstract void read(Reader in, Items items) throws IOException;
}
