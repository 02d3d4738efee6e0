package dev.skbtrail.recorder.cli;

import dev.skbtrail.recorder.capability.Capability;
import dev.skbtrail.recorder.kernel.KernelField;
import dev.skbtrail.recorder.load.EventExtras;
import dev.skbtrail.recorder.load.KernelSide;
import dev.skbtrail.recorder.pcap.InstructionBudget;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much of what the user can request fits into an event and into a program. */
final class LimitReport {
    private static final Path MAX_STACK = Path.of("/proc/sys/kernel/perf_event_max_stack");

    private LimitReport() {}

    static void print(PrintWriter out) {
        out.println("limits");
        HostReport.print(out, stacks(MAX_STACK));
        HostReport.print(
                out,
                new Capability(
                        "--field",
                        true,
                        "%d columns, each through %d pointers at most; not with the restricted back-end"
                                .formatted(EventExtras.FIELDS, KernelField.POINTERS),
                        ""));
        HostReport.print(
                out,
                new Capability(
                        "expressions",
                        true,
                        "as long as they become %,d instructions at most"
                                .formatted(InstructionBudget.MOST_INSTRUCTIONS),
                        ""));
        out.println();
    }

    /** The kernel creates no map for stacks deeper than its limit, so nothing would load. */
    static Capability stacks(Path limit) {
        int allowed;
        // Only the first read of such a file returns data, so it must be a large one.
        try (BufferedReader reader = Files.newBufferedReader(limit)) {
            allowed = Integer.parseInt(reader.readLine().strip());
        } catch (IOException | NumberFormatException e) {
            return new Capability("--stack", false, "unknown: cannot read " + limit, "");
        }
        boolean enough = allowed >= KernelSide.STACK_DEPTH;
        return new Capability(
                "--stack",
                enough,
                enough
                        ? "%d functions deep (the kernel allows %d)"
                                .formatted(KernelSide.STACK_DEPTH, allowed)
                        : "the kernel allows %d functions, %d are needed: no recording is possible"
                                .formatted(allowed, KernelSide.STACK_DEPTH),
                "sysctl kernel.perf_event_max_stack=127");
    }
}
