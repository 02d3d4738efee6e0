package dev.skbtrail.recorder.kernel;

import dev.skbtrail.recorder.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * BTF of the running kernel and of its loaded modules. Modules are read only when something is not
 * found in the kernel.
 */
public final class KernelBtf {
    /** Where the kernel exposes its BTF. */
    public static final Path DIRECTORY = Path.of("/sys/kernel/btf");

    /** The loaded modules; missing in a kernel without module support. */
    private static final Path MODULES = Path.of("/proc/modules");

    private static final String KERNEL = "vmlinux";

    private final Path directory;
    private final Btf kernel;
    private List<Btf> modules;

    private KernelBtf(Path directory) {
        this.directory = directory;
        this.kernel = read(directory.resolve(KERNEL), null, null);
    }

    /** Whether the running kernel has BTF. */
    public static boolean isAvailable() {
        return Files.isReadable(DIRECTORY.resolve(KERNEL));
    }

    /** Whether the running kernel has BTF of its modules; true even if no module is loaded. */
    public static boolean describesModules() {
        String[] files = DIRECTORY.toFile().list();
        try {
            return files != null && files.length > 1 || Files.readString(MODULES).isEmpty();
        } catch (IOException none) {
            return true;
        }
    }

    /**
     * @throws UserException when the kernel has no BTF, or it cannot be read
     */
    public static KernelBtf load() {
        return load(DIRECTORY);
    }

    static KernelBtf load(Path directory) {
        return new KernelBtf(directory);
    }

    /**
     * Looks in the kernel, then in its modules; null when no such function is found. Where several
     * kernel functions share a name, the first one.
     */
    public FunctionSignature function(String name) {
        FunctionSignature found = kernel.function(name);
        for (int i = 0; found == null && i < modules().size(); i++) {
            found = modules().get(i).function(name);
        }
        return found;
    }

    /**
     * Every function with a {@code struct sk_buff *} in one of the {@link
     * FunctionSignature#REGISTERS first registers}: the kernel's, then module by module, each
     * sorted by name. If several share a name, only the first is returned.
     */
    public List<FunctionSignature> functionsWithSkb() {
        Map<String, FunctionSignature> found = new LinkedHashMap<>();
        kernel.functionsWithSkb().forEach(function -> found.put(function.name(), function));
        for (Btf module : modules()) {
            module.functionsWithSkb()
                    .forEach(function -> found.putIfAbsent(function.name(), function));
        }
        return List.copyOf(found.values());
    }

    /** Enumerators by name; empty when neither the kernel nor a module has that enum. */
    public Map<String, Long> enumerators(String name) {
        Map<String, Long> found = kernel.enumerators(name);
        for (int i = 0; found.isEmpty() && i < modules().size(); i++) {
            found = modules().get(i).enumerators(name);
        }
        return found;
    }

    /** Whether the kernel itself has a struct or union of that name. */
    public boolean hasStructure(String name) {
        return kernel.hasStructure(name);
    }

    /**
     * Whether that struct of the kernel itself has the member, and the member's type the next one
     * of the path.
     */
    public boolean hasMember(String structure, String... path) {
        return kernel.hasMember(structure, path);
    }

    /**
     * Finds a member of an sk_buff, or of a struct it points to, in the kernel itself.
     *
     * @param name of the user column
     * @param path such as {@code skb->sk->sk_rcvbuf}
     * @throws IllegalArgumentException when the text is not a path, or the kernel has no such
     *     member
     */
    public KernelField field(String name, String path) {
        return new FieldResolver(kernel).resolve(name, path);
    }

    private List<Btf> modules() {
        if (modules == null) {
            modules = new ArrayList<>();
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.sorted().toList()) {
                    String module = file.getFileName().toString();
                    if (!module.equals(KERNEL)) {
                        addModule(file, module);
                    }
                }
            } catch (IOException e) {
                throw unreadable(directory, e);
            }
        }
        return modules;
    }

    private void addModule(Path file, String module) {
        // A module that was just unloaded is not an error.
        if (Files.exists(file)) {
            modules.add(read(file, kernel, module));
        }
    }

    private static Btf read(Path file, Btf base, String module) {
        if (!Files.exists(file)) {
            throw new UserException(
                    file + " is missing: use a kernel built with CONFIG_DEBUG_INFO_BTF=y");
        }
        try {
            return new Btf(Files.readAllBytes(file), base, module);
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (IllegalArgumentException e) {
            throw new UserException(file + " cannot be used: " + e.getMessage());
        }
    }

    private static UserException unreadable(Path file, IOException e) {
        return new UserException(
                "cannot read " + file + " (" + e.getMessage() + "): run with sudo", e);
    }
}
