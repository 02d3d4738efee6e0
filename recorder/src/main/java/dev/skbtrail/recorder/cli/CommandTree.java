package dev.skbtrail.recorder.cli;

import dev.skbtrail.recorder.UserException;
import dev.skbtrail.recorder.capability.BackendType;
import dev.skbtrail.recorder.load.StackMode;
import dev.skbtrail.recorder.selection.NamePattern;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** All commands, and the single place that turns a failure into a message and an exit code. */
final class CommandTree {
    static final String NAME = "skbtrail-record";

    private CommandTree() {}

    static CommandLine create(PrintStream out, PrintStream err) {
        CommandLine root = new CommandLine(new RecordCommand());
        root.registerConverter(Duration.class, converter(DurationText::parse));
        root.registerConverter(ByteCount.class, converter(ByteCount::parse));
        root.registerConverter(BackendType.class, converter(BackendType::parse));
        root.registerConverter(StackMode.class, converter(StackMode::parse));
        root.registerConverter(NamePattern.class, converter(NamePattern::parse));
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setUsageHelpAutoWidth(true);
        root.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        root.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        root.setParameterExceptionHandler(CommandTree::misused);
        root.setExecutionExceptionHandler(CommandTree::failed);
        return root;
    }

    /** Parsers report errors as IllegalArgumentException; picocli adds the option's name. */
    private static <T> ITypeConverter<T> converter(Function<String, T> parser) {
        return text -> {
            try {
                return parser.apply(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        };
    }

    private static int misused(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        command.getErr()
                .printf(
                        "%s: %s; see '%s --help'%n",
                        NAME, oneLine(e.getMessage()), command.getCommandSpec().qualifiedName());
        return CommandLine.ExitCode.USAGE;
    }

    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        if (e instanceof UserException) {
            command.getErr().printf("%s: %s%n", NAME, oneLine(e.getMessage()));
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw e;
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
