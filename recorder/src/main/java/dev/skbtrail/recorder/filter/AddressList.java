package dev.skbtrail.recorder.filter;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Addresses and networks from a file: one per line; {@code #} starts a comment.
 *
 * @param ranges in the order of the file
 */
public record AddressList(List<AddressRange> ranges) {
    /** No list. */
    public static final AddressList NONE = new AddressList(List.of());

    /**
     * Maximum number: they are also stored in the trace's footer, which must fit into its reader's
     * memory.
     */
    static final int MAX = 65_536;

    /** Enough for that many of the longest addresses, with a short comment each. */
    private static final int MAX_BYTES = 8 << 20;

    private static final int SHOWN = 40;

    public AddressList {
        ranges = List.copyOf(ranges);
    }

    /**
     * @throws IllegalArgumentException naming the file, the line and the problem
     */
    public static AddressList read(Path file) {
        List<AddressRange> ranges = new ArrayList<>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            String address = line.split("#", 2)[0].strip();
            if (address.isEmpty()) {
                continue;
            }
            if (ranges.size() == MAX) {
                throw tooLarge(file);
            }
            ranges.add(parse(address, file, number));
        }
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException(
                    file + " has no address: write one address or network on each line");
        }
        return new AddressList(ranges);
    }

    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** The ranges as written in the file. */
    List<String> texts() {
        return ranges.stream().map(AddressRange::text).toList();
    }

    private static AddressRange parse(String address, Path file, int line) {
        try {
            return AddressRange.parse(printable(address));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + " line " + line + ": " + e.getMessage());
        }
    }

    /** Turns a line that may not even be text into one short line. */
    private static String printable(String text) {
        String clean = text.replaceAll("\\P{Print}", "?");
        return clean.length() > SHOWN ? clean.substring(0, SHOWN) + "..." : clean;
    }

    private static List<String> lines(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw tooLarge(file);
            }
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("no file " + file + ": check its name and path");
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "cannot read %s (%s): give a text file".formatted(file, e.getMessage()));
        }
    }

    private static IllegalArgumentException tooLarge(Path file) {
        return new IllegalArgumentException(
                "%s is too large: a list has at most %d addresses and %d MB; join them to networks"
                        .formatted(file, MAX, MAX_BYTES >> 20));
    }
}
