package dev.skbtrail.recorder.cli;

import dev.skbtrail.recorder.UserException;
import dev.skbtrail.recorder.catalogue.Catalogue;
import dev.skbtrail.recorder.kernel.KernelFunctions;
import dev.skbtrail.recorder.selection.ListedFunction;
import dev.skbtrail.recorder.selection.Manifest;
import dev.skbtrail.recorder.selection.NamePattern;
import dev.skbtrail.recorder.selection.ProbeSelection;
import dev.skbtrail.recorder.selection.Selector;
import dev.skbtrail.recorder.selection.SymbolFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import picocli.CommandLine.Option;

/** Where in the kernel to record. */
final class ProbeOptions {
    @Option(
            names = "--function",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Only these functions, and those of the next four options: a name, or a"
                            + " pattern such as 'tcp_*'. Any function that takes an sk_buff, in the"
                            + " kernel or a module. The probes that identify packets (groups free"
                            + " and lineage) are always recorded as well.")
    private List<NamePattern> functions = new ArrayList<>();

    @Option(
            names = "--group",
            split = ",",
            paramLabel = "GROUP",
            description = "Only these groups of probes; 'list' shows them. Default: all.")
    private List<String> groups = new ArrayList<>();

    @Option(
            names = {"-f", "--functions-file"},
            paramLabel = "FILE",
            description =
                    "Only the functions listed in this file, one per line, # for comments. Those"
                            + " that this kernel does not have are reported and skipped.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--manifest",
            paramLabel = "FILE",
            description = "The same, from a YAML manifest of ipftrace.")
    private List<Path> manifests = new ArrayList<>();

    @Option(
            names = "--all",
            description =
                    "Every function that takes an sk_buff: 'list --all' shows them. Expensive.")
    private boolean all;

    @Option(
            names = "--exclude",
            split = ",",
            paramLabel = "NAME",
            description = "Not these functions, names or patterns.")
    private List<NamePattern> excluded = new ArrayList<>();

    @Option(
            names = "--return",
            description =
                    "Record the return of every function too: its value, and the time spent in it.")
    private boolean returns;

    /**
     * @throws IllegalArgumentException when a name that was typed does not exist
     * @throws UserException when a file cannot be read or has the wrong format
     */
    ProbeSelection select() {
        Selector selector = new Selector(Catalogue.load(), KernelFunctions::ofThisKernel);
        groups.forEach(selector::addGroup);
        functions.forEach(selector::add);
        files.forEach(file -> selector.addListed(read(file, SymbolFile::parse)));
        manifests.forEach(file -> selector.addListed(read(file, Manifest::parse)));
        if (all) {
            selector.addAll();
        }
        excluded.forEach(selector::exclude);
        return selector.finish(returns);
    }

    private static List<ListedFunction> read(
            Path file, BiFunction<byte[], String, List<ListedFunction>> parser) {
        byte[] bytes = read(file, SymbolFile.LARGEST);
        try {
            return parser.apply(bytes, file.toString());
        } catch (IllegalArgumentException e) {
            throw new UserException(e.getMessage());
        }
    }

    /**
     * @param largest maximum size in bytes; a larger file is surely not what the user meant
     * @throws UserException when the file cannot be read, or is larger
     */
    static byte[] read(Path file, int largest) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(largest + 1);
            if (bytes.length > largest) {
                throw new UserException(
                        "%s is larger than %s: is it the right file?"
                                .formatted(file, new ByteCount(largest)));
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new UserException("there is no file " + file + ": check its name");
        } catch (AccessDeniedException e) {
            throw new UserException("no permission to read " + file);
        } catch (IOException e) {
            throw new UserException("cannot read %s: %s".formatted(file, e.getMessage()), e);
        }
    }
}
