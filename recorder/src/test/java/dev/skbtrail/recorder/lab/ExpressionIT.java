package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.recorder.filter.KernelFilter;
import dev.skbtrail.recorder.filter.Selection;
import dev.skbtrail.recorder.libbpf.TestRun;
import dev.skbtrail.recorder.load.EventExtras;
import dev.skbtrail.recorder.load.KernelLimits;
import dev.skbtrail.recorder.load.KernelSide;
import dev.skbtrail.recorder.pcap.PcapFilter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares expressions in the kernel with the same ones in tcpdump, on the same captured packets.
 */
class ExpressionIT {
    private static final int EXPRESSIONS = 120;
    private static final int RING_BYTES = 4096;

    private final Shell shell = new Shell(Duration.ofMinutes(1), Map.of());
    @TempDir private Path directory;

    @Test
    void selectExactlyThePacketsThatTcpdumpSelects() throws IOException {
        Requires.root();
        Path file = directory.resolve("all.pcap");
        String name = "skbt-expression-" + ProcessHandle.current().pid();
        shell.run(Programs.PROTOCOLS, name, file.toString()).succeeds();
        List<ByteBuffer> all = CaptureFile.records(file);
        assertTrue(all.size() > 50, all.size() + " packets");
        ExpressionGrammar grammar = new ExpressionGrammar(42);
        Set<String> expressions = new HashSet<>();
        int telling = 0;
        while (expressions.size() < EXPRESSIONS) {
            String expression = grammar.next();
            if (!expressions.add(expression)) {
                continue;
            }
            List<ByteBuffer> expected = CaptureFile.select(file, expression);
            if (expected == null) {
                assertRefused(expression);
                expressions.remove(expression);
                continue;
            }
            assertEquals(
                    numbers(expected, all), numbers(selected(all, expression), all), expression);
            telling += expected.isEmpty() || expected.size() == all.size() ? 0 : 1;
        }
        assertTrue(
                telling > EXPRESSIONS / 2, telling + " select some packets and leave out others");
    }

    private static void assertRefused(String expression) {
        Exception refusal =
                assertThrows(IllegalArgumentException.class, () -> PcapFilter.parse(expression));
        assertTrue(refusal.getMessage().contains(CaptureFile.REJECTS_ALL), refusal.getMessage());
    }

    private static List<ByteBuffer> selected(List<ByteBuffer> all, String expression) {
        KernelFilter filter = new KernelFilter(null, PcapFilter.parse(expression), Selection.ALL);
        KernelLimits limits = new KernelLimits(RING_BYTES, 1, EventExtras.NONE);
        List<ByteBuffer> selected = new ArrayList<>();
        try (KernelSide kernel =
                KernelSide.load(
                        "bench.bpf.o",
                        limits,
                        filter,
                        object -> object.program("make_event").setAutoload(false))) {
            for (ByteBuffer record : all) {
                try (TestRun run =
                        new TestRun(kernel.program("ask_expression"), CaptureFile.frame(record))) {
                    run.run(1);
                    if (run.result() != 0) {
                        selected.add(record);
                    }
                }
            }
        }
        return selected;
    }

    private static List<Integer> numbers(List<ByteBuffer> some, List<ByteBuffer> all) {
        return some.stream().map(all::indexOf).toList();
    }
}
