package dev.skbtrail.analyzer.trace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes the checksum of a whole file, as the recorder does, into a file whose footer reserves
 * eight digits for it: {@code skbtrail.checksum}.
 */
public final class Stamp {
    /** The key with initial digits, for the metadata of a test's trace. */
    public static final String PLACE =
            "INSERT INTO metadata VALUES ('skbtrail.checksum', '00000000');";

    private Stamp() {}

    /** Stamps a complete file. */
    public static Path on(Path path) {
        if (!again(path)) {
            throw new IllegalStateException(path + ": no place for a checksum");
        }
        return path;
    }

    /** Stamps a modified file again; false if its footer no longer has room for the checksum. */
    public static boolean again(Path path) {
        try (FileChannel file =
                FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer footer = Checksum.footer(file);
            int place = Checksum.digits(footer.array());
            if (place >= 0) {
                long digits = Checksum.begin(file, footer) + place;
                byte[] crc = Checksum.crc(file, digits).getBytes(StandardCharsets.US_ASCII);
                file.write(ByteBuffer.wrap(crc), digits);
            }
            return place >= 0;
        } catch (Thrift.DamagedException e) {
            return false;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
