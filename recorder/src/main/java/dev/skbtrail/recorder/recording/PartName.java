package dev.skbtrail.recorder.recording;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * The names of a recording's parts: {@code t.20261201T061454Z.parquet} for {@code -o t.parquet}, by
 * the UTC second in which they were begun. They sort by time, and differ from those of the next
 * recording to the same output.
 */
public final class PartName {
    private static final String SUFFIX = ".parquet";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String TIME_FORM = "\\d{8}T\\d{6}Z";

    private PartName() {}

    /**
     * @param start ns since 1970 UTC
     */
    static Path of(Path output, long start) {
        return output.resolveSibling(
                stem(output) + '.' + TIME.format(Instant.ofEpochSecond(0, start)) + suffix(output));
    }

    /**
     * A directory for a dump that does not exist yet: {@code t.20261201T061454Z}.
     *
     * @param time ns since 1970 UTC
     */
    static Path dump(Path output, long time) {
        for (Instant second = Instant.ofEpochSecond(0, time); ; second = second.plusSeconds(1)) {
            Path directory = output.resolveSibling(stem(output) + '.' + TIME.format(second));
            if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
                return directory;
            }
        }
    }

    /** Whether a file has the name of a part. */
    public static boolean isPart(Path file, Path output) {
        return file.getFileName()
                .toString()
                .matches(
                        Pattern.quote(stem(output) + '.')
                                + TIME_FORM
                                + Pattern.quote(suffix(output)));
    }

    /** What comes before the time in the name of each part, with the directory. */
    public static Path before(Path output) {
        return output.resolveSibling(stem(output));
    }

    /** What comes after it, as a pattern for the shell. */
    public static String after(Path output) {
        return ".*" + suffix(output);
    }

    private static String stem(Path output) {
        String name = output.getFileName().toString();
        return name.substring(0, name.length() - suffix(output).length());
    }

    private static String suffix(Path output) {
        return output.getFileName().toString().endsWith(SUFFIX) ? SUFFIX : "";
    }
}
