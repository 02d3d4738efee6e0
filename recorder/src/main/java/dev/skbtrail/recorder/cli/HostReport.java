package dev.skbtrail.recorder.cli;

import dev.skbtrail.recorder.capability.Capability;
import dev.skbtrail.recorder.capability.KernelFeatures;
import dev.skbtrail.recorder.kernel.HostInfo;
import dev.skbtrail.recorder.kernel.KernelBtf;
import dev.skbtrail.recorder.kernel.KernelConfig;
import dev.skbtrail.recorder.kernel.KernelSymbols;
import java.io.PrintWriter;

/** What the kernel's files say about it; needs no privileges. */
final class HostReport {
    private static final String[] OPTIONS = {
        "CONFIG_BPF_SYSCALL",
        "CONFIG_DEBUG_INFO_BTF",
        "CONFIG_KPROBES",
        "CONFIG_FPROBE",
        "CONFIG_NETFILTER_BPF_LINK"
    };

    private final PrintWriter out;

    HostReport(PrintWriter out) {
        this.out = out;
    }

    void print() {
        HostInfo host = HostInfo.read();
        out.printf("%s, Linux %s, %s%n%n", host.name(), host.kernelRelease(), host.architecture());
        out.println("kernel");
        print(out, btf());
        if (KernelBtf.isAvailable()) {
            print(out, KernelFeatures.modules());
            KernelFeatures.read(KernelBtf.load()).forEach(feature -> print(out, feature));
        }
        print(out, symbols());
        print(out, lockdown(host.lockdown()));
        config(KernelConfig.read(host));
        out.println();
        out.println("privileges");
        new PrivilegeReport().lines().forEach(line -> print(out, line));
    }

    /** Prints one line, and a second one with the fix if there is one. */
    static void print(PrintWriter out, Capability capability) {
        out.printf(
                "  %-3s  %-14s  %s%n",
                capability.available() ? "yes" : "no", capability.name(), capability.detail());
        if (!capability.available() && !capability.fix().isEmpty()) {
            out.printf("       %-14s  %s%n", "", "-> " + capability.fix());
        }
    }

    private static Capability btf() {
        return new Capability(
                "BTF",
                KernelBtf.isAvailable(),
                "types of the kernel (" + KernelBtf.DIRECTORY + "/vmlinux)",
                "use a kernel built with CONFIG_DEBUG_INFO_BTF=y");
    }

    private static Capability symbols() {
        KernelSymbols symbols = KernelSymbols.load();
        return new Capability(
                "symbols",
                symbols.isReadable(),
                symbols.isReadable()
                        ? "%,d functions (/proc/kallsyms)".formatted(symbols.size())
                        : "addresses are hidden: drop locations would stay unnamed",
                "run with sudo, or sysctl kernel.kptr_restrict=1");
    }

    private static Capability lockdown(String mode) {
        return switch (mode) {
            case "confidentiality" ->
                    new Capability(
                            "lockdown",
                            false,
                            mode + ": functions cannot be traced, only the restricted back-end",
                            "boot with lockdown=integrity, or without Secure Boot");
            case "unknown" ->
                    new Capability(
                            "lockdown",
                            false,
                            "unknown: /sys/kernel/security/lockdown is not there",
                            "mount -t securityfs securityfs /sys/kernel/security");
            default -> new Capability("lockdown", true, mode, "");
        };
    }

    private void config(KernelConfig config) {
        if (!config.isKnown()) {
            out.println("       configuration   unknown (no /proc/config.gz, no /boot/config-*)");
            return;
        }
        for (String option : OPTIONS) {
            out.printf("       %-27s %s%n", option, config.value(option));
        }
    }
}
