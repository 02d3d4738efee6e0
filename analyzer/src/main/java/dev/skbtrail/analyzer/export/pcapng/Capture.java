package dev.skbtrail.analyzer.export.pcapng;

import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.export.RowValues;
import dev.skbtrail.analyzer.export.frame.Frame;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.report.ReportRun;
import dev.skbtrail.analyzer.trace.Rows;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Exports a trace as a capture file for Wireshark and similar tools: one interface per device and
 * network namespace, and one frame each time a packet is seen at a device. Rows are written as they
 * are read.
 */
public final class Capture {
    /** Each interface needs a block in the file and an entry in memory. */
    private static final int MOST_INTERFACES = 100_000;

    private final ReportRun run;
    private final Definition interfaces;
    private final Definition frames;
    private final Block block = new Block();
    private final Map<Interface.Key, Numbered> known = new LinkedHashMap<>();
    private long packets;
    private long written;

    private record Numbered(int number, Interface shown) {}

    /** What was written. */
    public record Counts(long frames, long packets, int interfaces) {}

    private Capture(ReportRun run, Definition interfaces, Definition frames) {
        this.run = run;
        this.interfaces = interfaces;
        this.frames = frames;
    }

    /**
     * @param run restricted to the chosen packets
     * @param everyEvent whether to write one frame per event, or one each time a packet is at a
     *     device
     */
    public static Capture of(ReportRun run, Library library, boolean everyEvent) {
        Definition frames = library.export("frames");
        frames.parameters().forEach(parameter -> run.set(parameter, everyEvent));
        return new Capture(run, library.export("interfaces"), frames);
    }

    /**
     * Writes the file.
     *
     * @throws UserException when there is no frame to write
     * @throws IOException when the stream cannot be written
     */
    public void write(Section section, OutputStream to) throws IOException {
        try {
            run.rows(interfaces.needs(), interfaces.sql(), this::know);
            section.write(block, to);
            for (Numbered numbered : known.values()) {
                numbered.shown().write(block, to);
            }
            run.rows(frames.needs(), frames.sql(), rows -> frames(rows, to));
            if (written == 0) {
                throw UserException.data(nothing());
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** What has been written. */
    public Counts counts() {
        return new Counts(written, packets, known.size());
    }

    private String nothing() {
        return frames.empty()
                + " Record again with the groups rx and tx (--group rx,tx), or without --group";
    }

    private boolean know(Rows rows) throws SQLException {
        RowValues values = new RowValues(rows);
        while (values.next()) {
            if (known.size() == MOST_INTERFACES) {
                throw UserException.data(
                        "the trace names more than "
                                + MOST_INTERFACES
                                + " devices; choose some with --iface or --netns");
            }
            known.putIfAbsent(
                    Interface.Key.of(values), new Numbered(known.size(), Interface.of(values)));
        }
        return true;
    }

    private boolean frames(Rows rows, OutputStream to) throws SQLException {
        RowValues values = new RowValues(rows);
        PacketBlock packet = new PacketBlock(values.names("comment_"));
        while (values.next()) {
            Numbered at = known.get(Interface.Key.of(values));
            try {
                packet.write(
                        block, at.number(), values, Frame.of(values, at.shown().ethernet()), to);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            written++;
            packets += Boolean.parseBoolean(values.text("last")) ? 1 : 0;
        }
        return true;
    }
}
