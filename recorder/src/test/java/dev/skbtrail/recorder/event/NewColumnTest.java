package dev.skbtrail.recorder.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One line in the table defines a column: tested on a copy of bpf and of the schema. */
class NewColumnTest {
    private static final String DECODER_TEST = EventDecoderTest.class.getName();

    @TempDir private Path copy;

    @BeforeEach
    void copySources() throws IOException {
        for (String directory : List.of("bpf", "queries/schema")) {
            Path to = Files.createDirectories(copy.resolve(directory));
            try (Stream<Path> files = Files.list(Path.of("..", directory))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
    }

    @Test
    void isMadeOfALine() throws Exception {
        add("made_up,int32,yes,,__u8 made_up,MADE_UP,,A number");
        add("made_up_detail,string,yes,,char route.made_up[16],MADE_UP,name,A name");
        assertEquals("  CLANG  .output/layout.bpf.o\n", make(".output/events.layout"));
        String header = Files.readString(copy.resolve("bpf/event.h"));
        assertTrue(header.contains("\t__u8 made_up; "), header);
        assertTrue(header.contains("#define HAS_MADE_UP"), header);
        assertTrue(header.contains("#define DETAIL_MADE_UP"), header);
        decode(List.of("made_up", "made_up_detail"));
    }

    /** Runs the test of the decoder over all lines, with the copy's table and layout. */
    private void decode(List<String> columns) throws Exception {
        Path resources = Files.createDirectories(copy.resolve("resources/bpf"));
        Files.copy(copy.resolve("bpf/.output/events.layout"), resources.resolve("events.layout"));
        Path schema = Files.createDirectories(copy.resolve("resources/schema"));
        Files.copy(copy.resolve("queries/schema/event.csv"), schema.resolve("event.csv"));
        List<URL> classes = new ArrayList<>();
        classes.add(copy.resolve("resources").toUri().toURL());
        for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
            classes.add(Path.of(path).toUri().toURL());
        }
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        try (URLClassLoader loader = new URLClassLoader(classes.toArray(new URL[0]), platform)) {
            Class<?> test = loader.loadClass(DECODER_TEST);
            for (String method :
                    List.of("putsEveryMemberWhereItsColumnLooks", "hasABitForEachNameInTheTable")) {
                Constructor<?> make = test.getDeclaredConstructor();
                make.setAccessible(true);
                call(test, make.newInstance(), method);
            }
            Constructor<?> make = test.getDeclaredConstructor();
            make.setAccessible(true);
            Object tested = call(test, make.newInstance(), "columns");
            assertTrue(((List<?>) tested).containsAll(columns), tested.toString());
        }
    }

    private static Object call(Class<?> test, Object instance, String name) throws Exception {
        Method method = test.getDeclaredMethod(name);
        method.setAccessible(true);
        return method.invoke(instance);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "bad,int32,yes,,int8_t bad,BAD,,x; \"int8_t\" is not a type of fixed width",
                "bad,int32,yes,,__u8 nowhere.bad,BAD,,x; there is no struct nowhere",
                "bad,int32,yes,,__u8 bad[5],BAD,,x;"
                        + " no other member has 5 bytes: the recorder reads members by width",
                "bad,int32,yes,,__u16 len,BAD,,x; another line says \"__u32 len\", not \"__u16 len\""
            })
    void saysWhatIsWrongInALine(String line, String problem) throws Exception {
        add(line);
        String said = make("event.h");
        assertTrue(said.startsWith("event.csv: column bad: " + problem + "\n"), said);
    }

    private void add(String line) throws IOException {
        Path table = copy.resolve("queries/schema/event.csv");
        Files.writeString(table, line + "\n", StandardOpenOption.APPEND);
    }

    /** Runs make and returns its output. */
    private String make(String target) throws Exception {
        Files.delete(copy.resolve("bpf/event.h"));
        Process process =
                new ProcessBuilder("make", "-s", "-C", copy.resolve("bpf").toString(), target)
                        .redirectErrorStream(true)
                        .start();
        try (InputStream out = process.getInputStream()) {
            String said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return said;
        }
    }
}
