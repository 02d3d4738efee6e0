package dev.skbtrail.analyzer.trace;

import dev.skbtrail.analyzer.UserException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * Checks whether a file is bit for bit what was recorded. The recorder writes a CRC-32 of the whole
 * file into the footer ({@code skbtrail.checksum}, eight digits, which count as zeros); older
 * recorders wrote one for each page. DuckDB checks neither. This detects damage, not tampering:
 * whoever changes a file can change its checksum.
 *
 * @param checked "whole", "pages", or null for a file without checksums
 * @param rows number of rows in its row groups according to the footer
 */
record Checksum(String checked, long rows) {
    /** Result of checking the checksum of the whole file. */
    enum Whole {
        RIGHT,
        WRONG,
        NONE
    }

    /** Without page checksums the two causes cannot be distinguished. */
    static final String CHANGED =
            "its checksum is of another file: it was damaged, or another program wrote it anew";

    private static final class ChangedException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** The key, then in Thrift's compact protocol: the next field, 8 bytes long. */
    private static final byte[] MARK =
            "skbtrail.checksum\u0018\b".getBytes(StandardCharsets.US_ASCII);

    private static final int DIGITS = 8;
    private static final int TAIL = 8;
    private static final int BUFFER = 1 << 20;

    /** The footer of a trace with a billion rows has about ten megabytes. */
    private static final int LARGEST_FOOTER = 1 << 27;

    /**
     * @throws UserException when the file is damaged, naming where
     */
    static Checksum of(TraceFile trace) {
        try (FileChannel file = FileChannel.open(trace.path(), StandardOpenOption.READ)) {
            return check(file);
        } catch (Pages.Damage e) {
            throw damaged(trace, e.getMessage() + " is not as it was recorded");
        } catch (Thrift.DamagedException e) {
            throw damaged(trace, "its footer is not as it was recorded");
        } catch (ChangedException e) {
            throw UserException.data(
                    trace.path()
                            + ": "
                            + CHANGED
                            + "; copy it again, or write it anew without the key skbtrail.checksum");
        } catch (IOException e) {
            throw UserException.data(trace.path() + ": cannot be read: " + e.getMessage());
        }
    }

    /** Of the parts of one recording: the weaker check of the two, and the rows of both. */
    Checksum and(Checksum other) {
        String weaker = "whole".equals(checked) ? other.checked : checked;
        return new Checksum(other.checked == null ? null : weaker, rows + other.rows);
    }

    private static UserException damaged(TraceFile trace, String what) {
        return UserException.data(trace.path() + ": damaged: " + what + "; copy it again");
    }

    private static Checksum check(FileChannel file)
            throws IOException, Pages.Damage, Thrift.DamagedException, ChangedException {
        ByteBuffer bytes = footer(file);
        Whole whole = whole(file, bytes);
        Footer footer = Footer.read(bytes, begin(file, bytes));
        if (whole == Whole.RIGHT) {
            return new Checksum("whole", footer.rows());
        }
        Pages pages = Pages.check(file, footer);
        boolean all = pages.unchecked() == 0 && footer.rows() > 0;
        if (whole == Whole.WRONG && all) {
            throw new Thrift.DamagedException();
        }
        if (whole == Whole.WRONG) {
            throw new ChangedException();
        }
        return new Checksum(all ? "pages" : null, footer.rows());
    }

    /** The bytes of the footer. */
    static ByteBuffer footer(FileChannel file) throws IOException, Thrift.DamagedException {
        long end = file.size() - TAIL;
        int length = read(file, end, TAIL).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (length <= 0 || length > LARGEST_FOOTER || length > end - 4) {
            throw new Thrift.DamagedException();
        }
        return read(file, end - length, length);
    }

    /** Offset of the footer in the file. */
    static long begin(FileChannel file, ByteBuffer footer) throws IOException {
        return file.size() - TAIL - footer.capacity();
    }

    static Whole whole(FileChannel file, ByteBuffer footer) throws IOException {
        int digits = digits(footer.array());
        if (digits < 0) {
            return Whole.NONE;
        }
        String expected = new String(footer.array(), digits, DIGITS, StandardCharsets.US_ASCII);
        return expected.equals(crc(file, begin(file, footer) + digits)) ? Whole.RIGHT : Whole.WRONG;
    }

    /**
     * Offset of the digits in a footer; -1 if there are none. A key with one wrong byte means
     * damage, not the footer of an older recorder.
     */
    static int digits(byte[] footer) {
        for (int at = 0; at <= footer.length - MARK.length - DIGITS; at++) {
            int wrong = 0;
            for (int i = 0; i < MARK.length && wrong <= 1; i++) {
                wrong += footer[at + i] == MARK[i] ? 0 : 1;
            }
            if (wrong <= 1) {
                return at + MARK.length;
            }
        }
        return -1;
    }

    /**
     * Computes the CRC-32 of a file, formatted as in the footer.
     *
     * @param digits offset of the digits in the file
     */
    static String crc(FileChannel file, long digits) throws IOException {
        CRC32 crc = new CRC32();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        for (long at = 0; file.read(buffer.clear(), at) > 0; at += buffer.limit()) {
            buffer.flip();
            for (int i = 0; i < DIGITS; i++) {
                long place = digits + i - at;
                if (place >= 0 && place < buffer.limit()) {
                    buffer.put((int) place, (byte) '0');
                }
            }
            crc.update(buffer);
        }
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    private static ByteBuffer read(FileChannel file, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, at + bytes.position()) <= 0) {
                throw new IOException("it ends early");
            }
        }
        return bytes.flip();
    }
}
