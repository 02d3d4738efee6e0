package dev.skbtrail.recorder.libbpf;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kernel refused a program; the message names it and quotes the verifier's reason. */
public final class BpfLoadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final Pattern FAILED = Pattern.compile("prog '(\\w+)': BPF program load failed");
    private static final Pattern STATISTICS =
            Pattern.compile("^processed \\d+ insns|-- END PROG LOAD LOG");

    private final int errno;
    private final String log;

    BpfLoadException(NativeException cause, String log) {
        super(summary(log, cause.getMessage()), cause);
        this.errno = cause.errno();
        this.log = log;
    }

    /** The errno of the C library, positive. */
    public int errno() {
        return errno;
    }

    /** The output of libbpf and the verifier, several lines. */
    public String log() {
        return log;
    }

    /**
     * Extracts the verifier's last message: libbpf adds lines around the log, and the message comes
     * before the verifier's statistics.
     */
    private static String summary(String log, String otherwise) {
        String program = null;
        String last = null;
        for (String line : log.lines().toList()) {
            Matcher failed = FAILED.matcher(line);
            if (failed.find()) {
                program = failed.group(1);
            } else if (STATISTICS.matcher(line).find()) {
                break;
            } else if (!line.isBlank() && !line.startsWith("libbpf: ")) {
                last = line.strip();
            }
        }
        return program == null || last == null
                ? otherwise
                : "%s: program %s: %s".formatted(otherwise, program, last);
    }
}
