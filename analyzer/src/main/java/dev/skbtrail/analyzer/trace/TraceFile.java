package dev.skbtrail.analyzer.trace;

import dev.skbtrail.analyzer.UserException;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The file of a trace; its content is not parsed here.
 *
 * @param path as the user gave it
 */
public record TraceFile(Path path) {
    private static final String MAGIC = "PAR1";
    private static final String SUFFIX = ".parquet";
    private static final int SMALLEST = 12;

    /** Depth of nested directories: one per host and day, for example. */
    private static final int DEPTH = 4;

    /**
     * The files that the paths refer to, each once; a directory stands for the traces in it, by
     * name.
     *
     * @throws UserException for a directory without any
     */
    public static List<TraceFile> find(List<Path> paths) {
        Map<String, TraceFile> files = new LinkedHashMap<>();
        for (Path path : paths) {
            if (path.toString().isEmpty()) {
                throw UserException.usage("the name of a trace is empty; name a file or directory");
            }
            if (path != paths.get(0) && !Files.exists(path)) {
                throw UserException.data(
                        path
                                + ": no such file; what follows a trace are more traces, and what a"
                                + " report is about are options, as in --from ip_rcv");
            }
            for (Path file : Files.isDirectory(path) ? tracesIn(path) : List.of(path)) {
                TraceFile found = new TraceFile(file);
                files.putIfAbsent(found.absolute(), found);
            }
        }
        return List.copyOf(files.values());
    }

    private static List<Path> tracesIn(Path directory) {
        try (Stream<Path> entries = Files.walk(directory, DEPTH)) {
            List<Path> found =
                    entries.filter(entry -> entry.toString().endsWith(SUFFIX))
                            .filter(entry -> !Files.isDirectory(entry))
                            .sorted()
                            .toList();
            if (found.isEmpty()) {
                throw UserException.data(
                        directory
                                + ": a directory without a *"
                                + SUFFIX
                                + " file; name the traces");
            }
            return found;
        } catch (IOException | UncheckedIOException e) {
            throw UserException.data(directory + ": not readable; see its permissions (ls -l)");
        }
    }

    /** Rejects a file that cannot be a complete Parquet file; the message names the fix. */
    void check() {
        if (!Files.exists(path)) {
            throw UserException.data(path + ": no such file");
        }
        if (hasNoPattern()) {
            throw UserException.data(
                    path + ": its path has a backslash beside one of * ? [; rename it to read it");
        }
        if (Files.isDirectory(path)) {
            throw UserException.data(path + ": a directory in a directory; name the trace in it");
        }
        if (!Files.isRegularFile(path)) {
            throw UserException.data(
                    path
                            + ": no regular file; a trace is read from its end, so save what comes"
                            + " from a pipe to a file first");
        }
        if (!Files.isReadable(path)) {
            throw UserException.data(path + ": not readable; see its permissions (ls -l)");
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            if (file.length() < MAGIC.length() || !magicAt(file, 0)) {
                throw UserException.data(
                        path + ": not a Parquet file, so no trace of skbtrail-record");
            }
            if (file.length() < SMALLEST || !magicAt(file, file.length() - MAGIC.length())) {
                throw UserException.data(
                        path
                                + ": truncated (no Parquet footer at its end); copy or record it again");
            }
        } catch (IOException e) {
            throw UserException.data(path + ": " + e.getMessage());
        }
    }

    private static boolean magicAt(RandomAccessFile file, long offset) throws IOException {
        byte[] bytes = new byte[MAGIC.length()];
        file.seek(offset);
        file.readFully(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1).equals(MAGIC);
    }

    /**
     * The absolute path as a pattern that matches only this file: DuckDB interprets {@code * ? [}
     * in a file name as a pattern.
     */
    String pattern() {
        return absolute().replaceAll("([*?\\[])", "[$1]");
    }

    /** Whether no pattern exists: in a pattern, DuckDB always treats a backslash as a slash. */
    private boolean hasNoPattern() {
        return File.separatorChar != '\\'
                && absolute().indexOf('\\') >= 0
                && !pattern().equals(absolute());
    }

    /** The name without the directory. */
    String name() {
        Path name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }

    /** Size of the file in bytes; 0 if unknown. */
    long size() {
        return path.toFile().length();
    }

    /** The absolute path. */
    String absolute() {
        return path.toAbsolutePath().normalize().toString();
    }
}
