package dev.skbtrail.recorder.recording;

import com.sun.management.OperatingSystemMXBean;
import dev.skbtrail.recorder.event.ColumnSource;
import dev.skbtrail.recorder.event.EventColumns;
import dev.skbtrail.recorder.event.EventDecoder;
import dev.skbtrail.recorder.event.NameTable;
import dev.skbtrail.recorder.event.TraceNames;
import dev.skbtrail.recorder.filter.KernelFilter;
import dev.skbtrail.recorder.load.EventExtras;
import dev.skbtrail.recorder.load.KernelLimits;
import dev.skbtrail.recorder.load.KernelSide;
import dev.skbtrail.recorder.parquet.TraceFile;
import dev.skbtrail.recorder.parquet.TraceSchema;
import dev.skbtrail.recorder.ring.RingReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * The whole path from a real ring to a file, at rising rates, until events are lost. Producer,
 * drain and writer share the machine's processors, as on a busy host; the rate is what the producer
 * offers, CPU is the time of drain and writer per event. The difference from the raw struct shows
 * what the file format saves, the difference between rates where the limit is.
 */
public final class PipelineBenchmark {
    private static final FailureSlot FAILURE = new FailureSlot(new StopSignal());
    private static final double SECONDS = 4;
    private static final double[] RATES = {0.25e6, 0.5e6, 1e6, 1.25e6, 1.5e6, 2e6, 2.5e6, 3e6, 4e6};
    private static final int RING_BYTES = 32 << 20;
    private static final int RAW_BYTES = 320;

    private PipelineBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%d processors, rings of %d MiB, %.0f s at each rate%n%n%-12s %-12s %-10s %-14s %-10s %s%n",
                Runtime.getRuntime().availableProcessors(),
                RING_BYTES >> 20,
                SECONDS,
                "offered/s",
                "recorded/s",
                "lost",
                "CPU ns/event",
                "B/event",
                "BPF ns/event");
        run(0.5e6, false);
        double best = 0;
        for (double rate : RATES) {
            if (!run(rate, true)) {
                break;
            }
            best = rate;
        }
        System.out.printf(
                Locale.ROOT,
                "%nsustained with none lost: %.2f M events/s; a raw struct event is %d bytes%n",
                best / 1e6,
                RAW_BYTES);
    }

    private static boolean run(double rate, boolean print) throws Exception {
        Path directory = Files.createTempDirectory("skbtrail-bench");
        Path target = directory.resolve("bench.parquet");
        NameTable names = new NameTable();
        TraceClock clock = TraceClock.sample();
        List<ColumnSource> columns = EventColumns.of(names(names), List.of());
        EventDecoder decoder = new EventDecoder(clock.offset(), new int[64], names);
        try (KernelSide kernel =
                        KernelSide.load(
                                "bench.bpf.o",
                                new KernelLimits(RING_BYTES, 4096, EventExtras.NONE),
                                KernelFilter.NONE,
                                object -> {});
                Parts parts = parts(target, columns, clock);
                EventSource source = new EventSource(kernel)) {
            LossLedger losses = new LossLedger(kernel, clock);
            Pipeline pipeline =
                    new Pipeline(readers(kernel), decoder::decode, losses, parts, parts, FAILURE);
            RecordingCounters tally = new RecordingCounters(pipeline, losses, null);
            parts.begin(Map::of, tally::total);
            pipeline.start();
            Producer producer = new Producer(source, rate);
            long cpu = processCpu();
            producer.start();
            producer.join();
            pipeline.finish();
            FAILURE.rethrow();
            cpu = processCpu() - cpu - producer.cpuNanos;
            parts.flush();
            parts.finish(clock.now(), "", Map.of());
            if (print) {
                System.out.printf(
                        Locale.ROOT,
                        "%-12.0f %-12.0f %-10d %-14.0f %-10.2f %.0f%n",
                        rate,
                        pipeline.events() / producer.seconds,
                        losses.total(),
                        (double) cpu / pipeline.events(),
                        (double) Files.size(target) / pipeline.events(),
                        (double) producer.cpuNanos / producer.made);
            }
            return losses.total() == 0 && producer.made / producer.seconds > rate * 0.95;
        } finally {
            Files.deleteIfExists(target);
            Files.delete(directory);
        }
    }

    private static Parts parts(Path target, List<ColumnSource> columns, TraceClock clock) {
        return new Parts(
                target,
                RotationRule.NONE,
                path -> TraceFile.create(path, true, TraceSchema.load(), columns),
                clock::now,
                null,
                FAILURE);
    }

    private static TraceNames names(NameTable netfilter) {
        return new TraceNames(
                id -> "function_number_" + id,
                id -> "reason",
                id -> "reset reason",
                at -> "place",
                id -> "stack",
                inode -> null,
                verdict -> "ACCEPT",
                new String[0],
                netfilter);
    }

    private static List<RingReader> readers(KernelSide kernel) {
        return kernel.rings().stream()
                .map(ring -> new RingReader(ring.consumerPage(), ring.producerPage(), ring.data()))
                .toList();
    }

    private static long processCpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /** Produces events at a given rate, as evenly as its turns allow. */
    private static final class Producer extends Thread {
        private final EventSource source;
        private final double rate;
        long made;
        double seconds;
        long cpuNanos;

        Producer(EventSource source, double rate) {
            super("producer");
            this.source = source;
            this.rate = rate;
        }

        @Override
        public void run() {
            long start = System.nanoTime();
            long end = start + (long) (SECONDS * 1e9);
            long now = start;
            while (now < end) {
                long due = start + (long) (made / rate * 1e9);
                if (due > now) {
                    LockSupport.parkNanos(due - now);
                }
                made += source.produce();
                now = System.nanoTime();
            }
            seconds = (now - start) / 1e9;
            cpuNanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        }
    }
}
