package dev.skbtrail.recorder.parquet;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Lets parquet-java read our pages; its own codecs need Hadoop. */
final class ZstdDecompressor
        implements CompressionCodecFactory, CompressionCodecFactory.BytesInputDecompressor {
    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        if (codec != CompressionCodecName.ZSTD) {
            throw new IllegalArgumentException("a trace has no " + codec);
        }
        return this;
    }

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        throw new UnsupportedOperationException();
    }

    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
        byte[] compressed = bytes.toInputStream().readAllBytes();
        return BytesInput.from(Zstd.decompress(compressed, size));
    }

    @Override
    public void decompress(ByteBuffer input, int inputSize, ByteBuffer output, int outputSize) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void release() {}
}
