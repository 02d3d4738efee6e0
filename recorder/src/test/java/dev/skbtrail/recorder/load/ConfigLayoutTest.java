package dev.skbtrail.recorder.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The recorder's offsets in the programs' configuration match the compiler's. */
class ConfigLayoutTest {
    private static final Path LAYOUT = Path.of("../bpf/.output/events.layout");

    @Test
    void hasEveryPartWhereTheCompilerPutIt() throws IOException {
        List<String> lines = Files.readAllLines(LAYOUT);
        assertTrue(lines.contains("config.filter 0 " + KernelSide.FILTER_BYTES));
        assertTrue(lines.contains("config.cpus " + KernelSide.FILTER_BYTES + " 4"));
        int selectionBytes = dev.skbtrail.recorder.filter.Selection.SIZE;
        assertTrue(
                lines.contains("config.selection " + KernelSide.SELECTION + " " + selectionBytes));
        int end =
                lines.stream()
                        .map(line -> line.split(" "))
                        .filter(fields -> fields[0].startsWith("config."))
                        .mapToInt(
                                fields -> Integer.parseInt(fields[1]) + Integer.parseInt(fields[2]))
                        .max()
                        .orElseThrow();
        assertEquals(end, KernelSide.CONFIG_BYTES);
    }
}
