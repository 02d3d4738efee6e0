package dev.skbtrail.recorder.cli;

import dev.skbtrail.recorder.UserException;
import dev.skbtrail.recorder.capability.Capability;
import dev.skbtrail.recorder.kernel.KernelSymbols;
import dev.skbtrail.recorder.kernel.Privileges;
import dev.skbtrail.recorder.kernel.Privileges.Privilege;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the recorder may do, and what a trace lacks because of what it may not. */
final class PrivilegeReport {
    private final Privileges privileges = Privileges.read();

    /** One line for each capability. */
    Stream<Capability> lines() {
        return Stream.of(Privilege.values()).map(this::line);
    }

    private Capability line(Privilege privilege) {
        return new Capability(
                privilege.name(),
                privileges.has(privilege),
                (privilege.isRequired() ? "needed for " : "for ") + privilege.purpose(),
                "run with sudo, or give it " + privilege);
    }

    /**
     * @throws UserException when no recording is possible
     */
    void require() {
        List<Privilege> missing = privileges.missing();
        if (!missing.isEmpty()) {
            throw new UserException(
                    "recording needs root or "
                            + missing.stream().map(Enum::name).collect(Collectors.joining(" and "))
                            + ": run it with sudo");
        }
    }

    /** What a trace lacks, as one line; empty when nothing. */
    String limits() {
        String limits =
                privileges.lacking().stream()
                        .filter(privilege -> privilege != Privilege.CAP_NET_ADMIN)
                        .filter(privilege -> privilege != Privilege.CAP_SYSLOG || hidesSymbols())
                        .map(privilege -> privilege.purpose() + " (" + privilege + ")")
                        .collect(Collectors.joining("; "));
        return limits.isEmpty() ? "" : "missing without root: " + limits;
    }

    private static boolean hidesSymbols() {
        return !KernelSymbols.load().isReadable();
    }
}
