package dev.skbtrail.recorder.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * The build configuration of the running kernel, as far as the kernel or the distribution provides
 * it.
 */
public final class KernelConfig {
    private final Map<String, String> values;

    private KernelConfig(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads /proc/config.gz or the file of the distribution; without any of them nothing is known.
     */
    public static KernelConfig read(HostInfo host) {
        List<Path> places =
                List.of(
                        Path.of("/proc/config.gz"),
                        Path.of("/boot/config-" + host.kernelRelease()),
                        Path.of("/lib/modules", host.kernelRelease(), "config"));
        return places.stream()
                .filter(Files::isReadable)
                .findFirst()
                .map(KernelConfig::read)
                .orElseGet(() -> new KernelConfig(Map.of()));
    }

    static KernelConfig read(Path file) {
        try (InputStream in = Files.newInputStream(file);
                InputStream plain =
                        file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
            return parse(new String(plain.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return new KernelConfig(Map.of());
        }
    }

    static KernelConfig parse(String text) {
        Map<String, String> values = new HashMap<>();
        text.lines()
                .filter(line -> line.startsWith("CONFIG_"))
                .forEach(
                        line -> {
                            String[] parts = line.split("=", 2);
                            values.put(parts[0], parts.length == 2 ? parts[1] : "");
                        });
        return new KernelConfig(Map.copyOf(values));
    }

    /** Whether anything is known about this kernel's configuration. */
    public boolean isKnown() {
        return !values.isEmpty();
    }

    /** y, m or a value; n when the option is not set or nothing is known. */
    public String value(String option) {
        return values.getOrDefault(option, "n");
    }
}
