package dev.skbtrail.recorder.kernel;

import dev.skbtrail.recorder.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The machine and its kernel.
 *
 * @param name host name
 * @param kernelRelease as {@code uname -r} prints it
 * @param architecture as {@code uname -m} prints it
 * @param lockdown none, integrity or confidentiality; unknown when the kernel does not say
 */
public record HostInfo(String name, String kernelRelease, String architecture, String lockdown) {
    private static final Path SETTINGS = Path.of("/proc/sys/kernel");
    private static final Path LOCKDOWN = Path.of("/sys/kernel/security/lockdown");
    private static final Pattern CHOSEN = Pattern.compile("\\[(\\w+)]");

    /**
     * @throws UserException when /proc is not mounted
     */
    public static HostInfo read() {
        return new HostInfo(
                setting("hostname"), setting("osrelease"), machine(), readLockdown(LOCKDOWN));
    }

    private static String setting(String name) {
        Path file = SETTINGS.resolve(name);
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UserException("cannot read " + file + ": mount /proc", e);
        }
    }

    /**
     * /proc/sys/kernel/arch exists since 6.1; before that Java's own name is used, which differs
     * only for x86.
     */
    private static String machine() {
        if (Files.isReadable(SETTINGS.resolve("arch"))) {
            return setting("arch");
        }
        String architecture = System.getProperty("os.arch");
        return architecture.equals("amd64") ? "x86_64" : architecture;
    }

    static String readLockdown(Path file) {
        try {
            Matcher chosen = CHOSEN.matcher(Files.readString(file));
            return chosen.find() ? chosen.group(1) : "unknown";
        } catch (IOException e) {
            return "unknown";
        }
    }
}
