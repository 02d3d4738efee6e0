package dev.skbtrail.analyzer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Reads the program's resources: the text files of the repository's {@code queries} directory,
 * {@code bpf/catalogue}, and the files of the HTML page. The build copies all of them into the jar.
 */
public final class Resources {
    private static final String ROOT = "queries/";
    private static final String PAGE = "page/";

    private Resources() {}

    /** Reads one text file; {@code path} is relative to {@code queries}. */
    public static String read(String path) {
        return text(ROOT + path);
    }

    /** Reads one of the text files that {@code skbtrail report} assembles its page from. */
    public static String readPage(String path) {
        return text(PAGE + path);
    }

    /** The commit that the program was built from; "unknown" when built from a tree without git. */
    public static String commit() {
        return text("commit").strip();
    }

    /** Reads an optional file of the page; empty if the build did not include it. */
    public static Optional<byte[]> readPageBytes(String path) {
        try (InputStream in = Resources.class.getClassLoader().getResourceAsStream(PAGE + path)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String path) {
        try (InputStream in = Resources.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lists the files below {@code queries} that end in {@code suffix}: relative paths, sorted. */
    public static List<String> list(String suffix) {
        try {
            Path home =
                    Path.of(
                            Resources.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            return Files.isDirectory(home)
                    ? listDirectory(home.resolve(ROOT), suffix)
                    : listJar(home, suffix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> listDirectory(Path root, String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> listJar(Path jar, String suffix) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(ROOT) && name.endsWith(suffix))
                    .map(name -> name.substring(ROOT.length()))
                    .sorted()
                    .toList();
        }
    }
}
