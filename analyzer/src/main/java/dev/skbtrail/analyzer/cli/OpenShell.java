package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.report.Column;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.report.Parameter;
import dev.skbtrail.analyzer.rule.Rule;
import dev.skbtrail.analyzer.rule.Rules;
import dev.skbtrail.analyzer.shell.Commands;
import dev.skbtrail.analyzer.text.OutputException;
import dev.skbtrail.analyzer.text.Terminal;
import dev.skbtrail.analyzer.trace.Limits;
import dev.skbtrail.analyzer.trace.TraceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** The commands of the command line, run on an open trace. */
final class OpenShell implements Commands {
    /** The commands that a shell offers besides reports. */
    private static final List<String> OTHERS = List.of("explain", "sql", "list", "help");

    private static final Limits NOT_GIVEN = new Limits(null, 0);

    private final Library library;
    private final String name;
    private final KeptTrace trace;
    private List<String> options = List.of();

    /**
     * Opens the traces.
     *
     * @param name name of the first trace or of its directory, as the user wrote it
     */
    OpenShell(Library library, String name, List<TraceFile> files, Limits limits) {
        this.library = library;
        this.name = name;
        this.trace = new KeptTrace(library, files, limits);
    }

    @Override
    public String trace() {
        Path path = Path.of(name).getFileName();
        return path == null ? name : path.toString();
    }

    @Override
    public String filter() {
        return trace.filter().text();
    }

    @Override
    public String state() {
        return trace.use((database, run) -> run.completeness().note());
    }

    @Override
    public List<String> filters() {
        return CommandSpec.forAnnotatedObject(new FilterOptions()).options().stream()
                .map(option -> option.longestName().substring(2))
                .toList();
    }

    @Override
    public List<String> names() {
        return Stream.concat(
                        library.reports().stream().map(Definition::name),
                        OTHERS.stream().filter(other -> !other.equals("sql")))
                .toList();
    }

    @Override
    public List<String> topics() {
        return Stream.concat(
                        library.views().stream().map(Definition::name),
                        Rules.load().all().stream().map(Rule::name))
                .toList();
    }

    @Override
    public List<String> options(String command) {
        return names().contains(command)
                ? CommandTree.options(library, command).stream()
                        .map(OptionSpec::longestName)
                        .toList()
                : List.of();
    }

    @Override
    public boolean takesPacket(String command) {
        return command.equals("explain")
                || library.report(command).stream()
                        .flatMap(report -> report.parameters().stream().filter(Parameter::required))
                        .anyMatch(parameter -> parameter.type().equals(Parameter.PACKET));
    }

    @Override
    public List<String> columns() {
        List<Definition> views =
                library.views().stream().filter(view -> !view.isInternal()).toList();
        return Stream.concat(
                        views.stream().map(Definition::name),
                        views.stream().flatMap(view -> view.columns().stream()).map(Column::name))
                .distinct()
                .toList();
    }

    @Override
    public List<String> values(String filter, String begin) {
        return trace.use((database, run) -> TraceValues.of(database, run, filter, begin));
    }

    @Override
    public void narrow(List<String> wanted) {
        FilterOptions parsed = new FilterOptions();
        try {
            new CommandLine(CommandSpec.forAnnotatedObject(parsed))
                    .parseArgs(wanted.toArray(String[]::new));
        } catch (ParameterException e) {
            throw UserException.usage(Errors.message(e));
        }
        trace.narrow(parsed.filter());
        options = List.copyOf(wanted);
    }

    @Override
    public void cancel() {
        trace.cancel();
    }

    @Override
    public int run(List<String> words, Terminal terminal) {
        Errors errors = Errors.ofShell(terminal);
        try {
            List<String> line = ours(words);
            CommandLine root = CommandTree.create(library, line, terminal, errors);
            String[] arguments = arguments(root, line).toArray(String[]::new);
            return execute(root.parseArgs(arguments));
        } catch (ParameterException e) {
            return errors.usage(e, new String[0]);
        } catch (ExecutionException e) {
            return errors.exitCode((Exception) e.getCause());
        } catch (OutputException e) {
            throw e;
        } catch (RuntimeException e) {
            return errors.exitCode(e);
        }
    }

    /**
     * Strips the program name and the trace from a command line copied from a report.
     *
     * @throws UserException for a command that does not exist in a shell
     */
    private List<String> ours(List<String> words) {
        List<String> line = new ArrayList<>(words);
        if (line.size() > 1 && line.get(0).equals("skbtrail")) {
            line.remove(0);
        }
        if (line.size() > 1 && line.get(1).equals(name)) {
            line.remove(1);
        }
        String command = line.get(0);
        if (CommandTree.COMMANDS.contains(command) && !OTHERS.contains(command)) {
            throw UserException.usage(command + " runs outside the shell: skbtrail " + command);
        }
        return line;
    }

    /** Adds the trace, and each of the current filters that the line does not set itself. */
    private List<String> arguments(CommandLine root, List<String> line) {
        List<String> arguments = new ArrayList<>(line);
        CommandLine command = root.getSubcommands().get(line.get(0));
        if (command != null && command.getCommandSpec().findOption("--host") != null) {
            arguments.addAll(1, options.stream().filter(option -> !isGiven(option, line)).toList());
            arguments.add(1, name);
        }
        return arguments;
    }

    /** Whether the line sets this option, as {@code --name value} or {@code --name=value}. */
    private static boolean isGiven(String option, List<String> line) {
        String known = option.substring(0, option.indexOf('='));
        return line.stream().anyMatch(word -> word.equals(known) || word.startsWith(known + "="));
    }

    private int execute(ParseResult parsed) {
        Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        if (!parsed.hasSubcommand()
                || !(parsed.subcommand().commandSpec().userObject()
                        instanceof TraceCommand command)) {
            return new RunLast().execute(parsed);
        }
        if (!command.files().equals(TraceFile.find(List.of(Path.of(name))))) {
            throw UserException.usage("a shell reads its own traces; begin another for others");
        }
        if (!command.limits().equals(NOT_GIVEN)) {
            throw UserException.usage(
                    "--memory-limit and --threads are for skbtrail shell, not for its commands");
        }
        return command.print(
                to ->
                        trace.use(
                                command.chosen(),
                                (database, run) -> {
                                    command.run(database, run, to);
                                    return 0;
                                }));
    }

    @Override
    public void close() {
        trace.close();
    }
}
