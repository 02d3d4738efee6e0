package dev.skbtrail.recorder.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The effective capabilities of this process. */
public final class Privileges {
    /** The capabilities that a recording may need. */
    public enum Privilege {
        CAP_BPF(39, true, "loading programs"),
        CAP_PERFMON(38, true, "reading kernel memory, attaching to functions"),
        CAP_NET_ADMIN(12, false, "tc and netfilter programs of the restricted back-end"),
        CAP_SYS_ADMIN(21, false, "other network namespaces and functions of modules"),
        CAP_SYS_PTRACE(19, false, "namespaces without a name, and names of containers"),
        CAP_SYSLOG(34, false, "addresses of kernel functions");

        private final int bit;
        private final boolean required;
        private final String purpose;

        Privilege(int bit, boolean required, String purpose) {
            this.bit = bit;
            this.required = required;
            this.purpose = purpose;
        }

        /** Whether a recording is impossible without it. */
        public boolean isRequired() {
            return required;
        }

        /** What it is for. */
        public String purpose() {
            return purpose;
        }
    }

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path THREADS = Path.of("/proc/self/task");
    private static final String EFFECTIVE = "CapEff:";

    /** What a thread has, could have again, or would hand on to a program. */
    private static final Pattern HELD = Pattern.compile("(?m)^Cap(Eff|Prm|Amb):\\s*+(?!0+$).*");

    private final long effective;

    private Privileges(long effective) {
        this.effective = effective;
    }

    /** Those of this process; none when /proc does not say. */
    public static Privileges read() {
        try {
            return parse(Files.readString(STATUS));
        } catch (IOException e) {
            return new Privileges(0);
        }
    }

    static Privileges parse(String status) {
        return status.lines()
                .filter(line -> line.startsWith(EFFECTIVE))
                .map(line -> Long.parseUnsignedLong(line.substring(EFFECTIVE.length()).strip(), 16))
                .map(Privileges::new)
                .findFirst()
                .orElseGet(() -> new Privileges(0));
    }

    /** CAP_SYS_ADMIN implies CAP_BPF and CAP_PERFMON, which were split off from it. */
    public boolean has(Privilege privilege) {
        boolean implied =
                (privilege == Privilege.CAP_BPF || privilege == Privilege.CAP_PERFMON)
                        && isSet(Privilege.CAP_SYS_ADMIN);
        return implied || isSet(privilege);
    }

    /** The required privileges that this process does not have. */
    public List<Privilege> missing() {
        return lacking().stream().filter(Privilege::isRequired).toList();
    }

    /** All that this process does not have. */
    public List<Privilege> lacking() {
        return Arrays.stream(Privilege.values()).filter(privilege -> !has(privilege)).toList();
    }

    /**
     * Capabilities that some thread of this process still has, as /proc shows them; empty when no
     * thread has any.
     */
    public static String held() {
        try (Stream<Path> threads = Files.list(THREADS)) {
            return threads.map(Privileges::heldBy)
                    .filter(held -> !held.isEmpty())
                    .collect(Collectors.joining(", "));
        } catch (IOException e) {
            return "unknown: " + e;
        }
    }

    private static String heldBy(Path thread) {
        try {
            Matcher held = HELD.matcher(Files.readString(thread.resolve("status")));
            return held.find() ? thread.getFileName() + " " + held.group() : "";
        } catch (IOException e) {
            // It has ended meanwhile.
            return Files.exists(thread) ? "unknown: " + e : "";
        }
    }

    private boolean isSet(Privilege privilege) {
        return (effective >>> privilege.bit & 1) != 0;
    }
}
