package dev.skbtrail.analyzer.trace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes the checksum of a whole file, as the recorder does, into a file whose footer has eight
 * digits for it: {@code skbtrail.checksum}.
 */
public final class Stamp {
    /** Key and digits to begin with, for the metadata of a test's trace. */
    public static final String PLACE =
            "INSERT INTO metadata VALUES ('skbtrail.checksum', '00000000');";

    private static final int TAIL = 8;

    private Stamp() {}

    /** Stamps a file that is complete. */
    public static Path on(Path path) {
        try (FileChannel file =
                FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = file.size() - TAIL;
            ByteBuffer tail = ByteBuffer.allocate(TAIL).order(ByteOrder.LITTLE_ENDIAN);
            file.read(tail, end);
            ByteBuffer footer = ByteBuffer.allocate(tail.getInt(0));
            file.read(footer, end - footer.capacity());
            long digits = end - footer.capacity() + Checksum.digits(footer.array());
            byte[] crc = Checksum.crc(file, digits).getBytes(StandardCharsets.US_ASCII);
            file.write(ByteBuffer.wrap(crc), digits);
            return path;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
