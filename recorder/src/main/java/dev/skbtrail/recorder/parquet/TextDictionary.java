package dev.skbtrail.recorder.parquet;

import dev.skbtrail.recorder.event.ValueText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.io.api.Binary;

/** The texts of raw values. Several raw values may share one, and some may have none. */
final class TextDictionary {
    static final int NO_TEXT = -1;

    private final ValueText source;
    private final Map<String, Integer> known = new HashMap<>();
    private final Bytes plain = new Bytes(1 << 10);
    private int[] starts = new int[64];
    private int[] ofRaw = new int[64];
    private int raws;
    private boolean oneToOne = true;

    TextDictionary(ValueText source) {
        this.source = source;
    }

    /** Number of texts. */
    int size() {
        return known.size();
    }

    /** PLAIN encoding of all texts. */
    Bytes plain() {
        return plain;
    }

    /** Number of the raw value's text, or {@link #NO_TEXT}. */
    int ofRaw(int raw) {
        return ofRaw[raw];
    }

    /** Whether the number of each text equals that of its raw value. */
    boolean isOneToOne() {
        return oneToOne;
    }

    /** Requests the texts of the new raw values. */
    void extend(DictionaryIndex keys) {
        for (; raws < keys.size(); raws++) {
            if (raws == ofRaw.length) {
                ofRaw = Arrays.copyOf(ofRaw, raws * 2);
            }
            String text = source.text(keys.high(raws), keys.low(raws));
            ofRaw[raws] = text == null ? NO_TEXT : number(text);
            oneToOne &= ofRaw[raws] == raws;
        }
    }

    private int number(String text) {
        Integer found = known.get(text);
        if (found != null) {
            return found;
        }
        int number = known.size();
        if (number == starts.length) {
            starts = Arrays.copyOf(starts, number * 2);
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        plain.putInt(utf8.length);
        starts[number] = plain.size();
        plain.put(utf8, 0, utf8.length);
        known.put(text, number);
        return number;
    }

    /** Compares as unsigned bytes, which is the order of Parquet's statistics. */
    int compare(int left, int right) {
        return Arrays.compareUnsigned(
                plain.array(), starts[left], end(left), plain.array(), starts[right], end(right));
    }

    Binary binary(int number) {
        return Binary.fromConstantByteArray(
                Arrays.copyOfRange(plain.array(), starts[number], end(number)));
    }

    private int end(int number) {
        return number + 1 < known.size() ? starts[number + 1] - Integer.BYTES : plain.size();
    }

    void clear() {
        known.clear();
        plain.clear();
        raws = 0;
        oneToOne = true;
    }
}
