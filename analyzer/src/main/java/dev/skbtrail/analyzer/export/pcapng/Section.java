package dev.skbtrail.analyzer.export.pcapng;

import dev.skbtrail.analyzer.export.RowValues;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.ReportRun;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The section header of a capture file: what the file says about itself.
 *
 * @param hardware machine architecture
 * @param system kernel
 * @param application the program that wrote the file
 * @param comments what was lost, what was selected ...
 */
public record Section(String hardware, String system, String application, List<String> comments) {
    private static final int BLOCK = 0x0a0d0d0a;
    private static final int ORDER = 0x1a2b3c4d;
    private static final int HARDWARE = 2;
    private static final int SYSTEM = 3;
    private static final int APPLICATION = 4;

    /** The file is written sequentially, so the length is not known yet. */
    private static final long UNKNOWN_LENGTH = -1;

    /**
     * @param query {@code queries/export/section.sql}
     * @param comments the program's own comments; the host's comment is added to them
     */
    public static Section of(
            ReportRun run, Definition query, String application, List<String> comments) {
        return run.rows(
                query.needs(),
                query.sql(),
                rows -> {
                    RowValues values = new RowValues(rows);
                    values.next();
                    List<String> all = new ArrayList<>(comments);
                    if (values.has("host")) {
                        all.add("host: " + values.text("host"));
                    }
                    return new Section(
                            values.text("hardware"), values.text("system"), application, all);
                });
    }

    void write(Block block, OutputStream to) throws IOException {
        block.begin(BLOCK).u32(ORDER).u16(1).u16(0).u64(UNKNOWN_LENGTH);
        block.text(HARDWARE, hardware).text(SYSTEM, system).text(APPLICATION, application);
        comments.forEach(block::comment);
        block.end(to);
    }
}
