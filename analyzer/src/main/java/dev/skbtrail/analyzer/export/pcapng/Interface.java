package dev.skbtrail.analyzer.export.pcapng;

import dev.skbtrail.analyzer.export.Values;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A device in a network namespace.
 *
 * @param name as Wireshark shows it
 * @param about further description
 * @param ethernet whether its frames have a link-layer header
 */
record Interface(String name, String about, boolean ethernet) {
    private static final int BLOCK = 1;
    private static final int NAME = 2;
    private static final int DESCRIPTION = 3;
    private static final int RESOLUTION = 9;
    private static final byte NANOSECONDS = 9;
    private static final int ETHERNET = 1;
    private static final int RAW_IP = 101;

    /**
     * Identifies an interface.
     *
     * @param values columns of {@code queries/export/interfaces.sql} or {@code frames.sql}
     */
    record Key(long trace, String netns, long ifindex, String ifname) {
        static Key of(Values values) {
            return new Key(
                    values.number("trace"),
                    values.text("netns"),
                    values.number("ifindex", -1),
                    values.text("ifname"));
        }
    }

    static Interface of(Values values) {
        return new Interface(
                values.text("name"),
                values.text("about"),
                Boolean.parseBoolean(values.text("ethernet")));
    }

    void write(Block block, OutputStream to) throws IOException {
        block.begin(BLOCK)
                .u16(ethernet ? ETHERNET : RAW_IP)
                .u16(0)
                .u32(0)
                .text(NAME, name)
                .text(DESCRIPTION, about)
                .option(RESOLUTION, new byte[] {NANOSECONDS})
                .comment("Headers are rebuilt from a trace: checksums are not captured (0).")
                .end(to);
    }
}
