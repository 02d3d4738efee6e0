package dev.skbtrail.recorder.cli;

import dev.skbtrail.recorder.UserException;
import dev.skbtrail.recorder.capability.BackendCapability;
import dev.skbtrail.recorder.capability.BackendProbe;
import dev.skbtrail.recorder.capability.Capability;
import dev.skbtrail.recorder.kernel.Privileges;
import dev.skbtrail.recorder.pcap.PcapCompiler;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Reports what this kernel allows, and how to fix what it does not. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Shows what this kernel allows and how to get what is missing.",
            "Exit code: 0 when a recording is possible, else 1."
        })
final class DoctorCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        new HostReport(out).print();
        out.println();
        boolean library = libraries(out);
        LimitReport.print(out);
        out.println("back-ends");
        if (!Privileges.read().missing().isEmpty()) {
            out.println("  not tried: run 'sudo skbtrail-record doctor' to try them");
            return 1;
        }
        if (!library) {
            out.println("  not tried: libbpf is missing");
            return 1;
        }
        return backends(out) ? 0 : 1;
    }

    /** Whether libbpf is installed; without libpcap only filter expressions are unavailable. */
    private static boolean libraries(PrintWriter out) {
        Capability libbpf = library("libbpf", "", BackendProbe::libraryVersion);
        Capability libpcap =
                library("libpcap", " (filter expressions)", PcapCompiler::libraryVersion);
        out.println("libraries");
        HostReport.print(out, libbpf);
        HostReport.print(out, libpcap);
        out.println();
        return libbpf.available();
    }

    private static Capability library(String name, String purpose, Supplier<String> version) {
        try {
            return new Capability(name, true, version.get() + purpose, "");
        } catch (UserException e) {
            return new Capability(name, false, e.getMessage(), "");
        }
    }

    private static boolean backends(PrintWriter out) {
        List<BackendCapability> backends = BackendProbe.all();
        backends.forEach(backend -> HostReport.print(out, backend.capability()));
        BackendCapability used = BackendCapability.best(backends);
        out.println();
        out.println(
                used == null
                        ? "no recording is possible on this kernel"
                        : "a recording would use the back-end " + used.type());
        return used != null;
    }
}
