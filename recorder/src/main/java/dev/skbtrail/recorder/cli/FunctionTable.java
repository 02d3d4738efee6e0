package dev.skbtrail.recorder.cli;

import dev.skbtrail.recorder.UserException;
import dev.skbtrail.recorder.kernel.FunctionSignature;
import dev.skbtrail.recorder.kernel.KernelFunctions;
import dev.skbtrail.recorder.selection.NamePattern;
import java.io.PrintWriter;
import java.util.List;

/** Functions of this kernel that take an sk_buff, with the obstacle to tracing each, if any. */
final class FunctionTable {
    private final KernelFunctions kernel;
    private final List<FunctionSignature> functions;

    /**
     * @param patterns empty: all
     * @throws UserException when no function matches
     */
    FunctionTable(KernelFunctions kernel, List<NamePattern> patterns) {
        this.kernel = kernel;
        functions =
                kernel.withSkb().stream()
                        .filter(
                                function ->
                                        patterns.isEmpty()
                                                || patterns.stream()
                                                        .anyMatch(p -> p.matches(function.name())))
                        .toList();
        if (functions.isEmpty()) {
            throw new UserException(
                    "no such function takes an sk_buff: a module may have to be loaded first, and"
                            + " the kernel needs BTF");
        }
    }

    void print(PrintWriter out, boolean csv) {
        int width = functions.stream().mapToInt(f -> f.name().length()).max().orElse(0);
        out.println(
                csv
                        ? "function,argument,module,available,obstacle"
                        : ("%-" + width + "s  arg  %-14s  %s")
                                .formatted("function", "module", "why not"));
        for (FunctionSignature function : functions) {
            String obstacle = kernel.obstacle(function.name());
            String module = function.module() == null ? "" : function.module();
            int argument = function.skbParameter() + 1;
            out.println(
                    csv
                            ? "%s,%d,%s,%s,\"%s\""
                                    .formatted(
                                            function.name(),
                                            argument,
                                            module,
                                            obstacle == null,
                                            obstacle == null ? "" : obstacle)
                            : ("%-" + width + "s  %3d  %-14s  %s")
                                    .formatted(
                                            function.name(),
                                            argument,
                                            module,
                                            obstacle == null ? "" : obstacle)
                                    .stripTrailing());
        }
    }
}
