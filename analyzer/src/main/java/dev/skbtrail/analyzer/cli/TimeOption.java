package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.report.TimeFormat;
import picocli.CommandLine.Option;

/** How times are written, for reports that have some. */
final class TimeOption {
    @Option(
            names = "--time",
            paramLabel = "FORM",
            converter = FormatName.class,
            description =
                    "How moments are written: relative (to the start of the trace), local, utc, or"
                            + " epoch (seconds since 1970); default: relative.")
    private TimeFormat format;

    /** The format; null to show times as the report has them. */
    TimeFormat format() {
        return format;
    }

    static final class FormatName extends WordOf<TimeFormat> {
        FormatName() {
            super(TimeFormat.class);
        }
    }
}
