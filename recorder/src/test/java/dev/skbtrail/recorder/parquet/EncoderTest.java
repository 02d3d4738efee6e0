package dev.skbtrail.recorder.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesReader;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests our encoders with parquet-java's decoders. {@link TraceFileDifferentialTest} uses DuckDB's.
 */
class EncoderTest {
    private static final int ROUNDS = 40;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 24, 31})
    void packsIndicesOfEveryWidth(int width) throws IOException {
        SplittableRandom random = new SplittableRandom(width);
        Bytes out = new Bytes(0);
        for (int round = 0; round < ROUNDS; round++) {
            int[] values = runs(random, width, random.nextInt(1, 700));
            out.clear();
            HybridEncoder.encode(values, values.length, width, out);
            RunLengthBitPackingHybridDecoder decoder =
                    new RunLengthBitPackingHybridDecoder(
                            width, new ByteArrayInputStream(out.array(), 0, out.size()));
            for (int i = 0; i < values.length; i++) {
                assertEquals(values[i], decoder.readInt(), "value " + i + " of " + values.length);
            }
        }
    }

    /** Runs of 1 to 20, so that groups of 8 begin and fill in every possible way. */
    private static int[] runs(SplittableRandom random, int width, int count) {
        int[] values = new int[count];
        int longest = random.nextInt(1, 20);
        int i = 0;
        while (i < count) {
            int value = width == 0 ? 0 : random.nextInt() >>> Integer.SIZE - width;
            for (int end = Math.min(count, i + random.nextInt(longest) + 1); i < end; i++) {
                values[i] = value;
            }
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 8, 13, 31, 32, 33, 47, 63, 64})
    void packsDifferencesOfLongs(int width) throws IOException {
        SplittableRandom random = new SplittableRandom(width);
        Bytes out = new Bytes(0);
        for (int round = 0; round < ROUNDS; round++) {
            long[] values = new long[random.nextInt(1, 400)];
            for (int i = 0; i < values.length; i++) {
                values[i] = width == 0 ? 7 : random.nextLong() >> Long.SIZE - width;
            }
            out.clear();
            new DeltaEncoder().encode(values, values.length, true, out);
            DeltaBinaryPackingValuesReader reader = reader(out, values.length);
            for (int i = 0; i < values.length; i++) {
                assertEquals(values[i], reader.readLong(), "value " + i + " of " + values.length);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 31, 32})
    void packsDifferencesOfInts(int width) throws IOException {
        SplittableRandom random = new SplittableRandom(width);
        Bytes out = new Bytes(0);
        for (int round = 0; round < ROUNDS; round++) {
            long[] values = new long[random.nextInt(1, 400)];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextInt() >> Integer.SIZE - width;
            }
            out.clear();
            new DeltaEncoder().encode(values, values.length, false, out);
            DeltaBinaryPackingValuesReader reader = reader(out, values.length);
            for (int i = 0; i < values.length; i++) {
                assertEquals(values[i], reader.readInteger(), "value " + i);
            }
        }
    }

    private static DeltaBinaryPackingValuesReader reader(Bytes bytes, int count)
            throws IOException {
        DeltaBinaryPackingValuesReader reader = new DeltaBinaryPackingValuesReader();
        reader.initFromPage(
                count, ByteBufferInputStream.wrap(ByteBuffer.wrap(bytes.array(), 0, bytes.size())));
        return reader;
    }
}
