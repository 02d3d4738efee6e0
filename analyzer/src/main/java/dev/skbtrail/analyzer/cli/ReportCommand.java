package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.filter.PacketFilter;
import dev.skbtrail.analyzer.render.Renderer;
import dev.skbtrail.analyzer.report.Arrangement;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.report.Lint;
import dev.skbtrail.analyzer.report.Parameter;
import dev.skbtrail.analyzer.report.ReportRun;
import dev.skbtrail.analyzer.report.TimeFormat;
import dev.skbtrail.analyzer.text.Terminal;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import dev.skbtrail.analyzer.trace.TraceFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * {@code skbtrail REPORT TRACE}. The same class serves every report; the header defines the rest.
 */
final class ReportCommand extends TraceCommand {
    private final Definition report;
    private final ColumnOptions columns = new ColumnOptions();
    private final TimeOption time = new TimeOption();
    private final Map<Parameter, ArgSpec> options = new LinkedHashMap<>();
    private final List<Parameter> required;
    private final Arguments arguments;
    private CommandSpec spec;
    private Map<Parameter, Object> values;

    private ReportCommand(Definition report, Library library, Terminal terminal) {
        super(library, terminal);
        this.report = report;
        required = report.parameters().stream().filter(Parameter::required).toList();
        arguments = new Arguments(required);
    }

    /** The command of one report. */
    static CommandSpec spec(Definition report, Library library, Terminal terminal) {
        ReportCommand command = new ReportCommand(report, library, terminal);
        CommandSpec spec = CommandSpec.wrapWithoutInspection(command);
        command.spec = spec;
        spec.name(report.name());
        spec.mixinStandardHelpOptions(true);
        spec.addMixin("trace", CommandSpec.forAnnotatedObject(command.trace));
        spec.addMixin("filter", CommandSpec.forAnnotatedObject(command.filter));
        spec.addMixin("columns", CommandSpec.forAnnotatedObject(command.columns));
        if (report.columns().stream().anyMatch(TimeFormat::suits)) {
            spec.addMixin("time", CommandSpec.forAnnotatedObject(command.time));
        }
        spec.addMixin("output", CommandSpec.forAnnotatedObject(command.output));
        spec.addMixin("result", CommandSpec.forAnnotatedObject(command.result));
        for (Parameter parameter : report.parameters()) {
            if (!parameter.required()) {
                ArgSpec option = option(parameter);
                spec.add(option);
                command.options.put(parameter, option);
            }
        }
        spec.add(command.arguments.spec());
        spec.usageMessage()
                .abbreviateSynopsis(true)
                .synopsisHeading("%nUsage: ")
                .description(ReportHelp.escaped(report.title() + "."))
                .footer(ReportHelp.footer(report));
        return spec;
    }

    private static ArgSpec option(Parameter parameter) {
        String given = parameter.defaultValue();
        boolean flag = parameter.type().equals(Parameter.FLAG);
        return OptionSpec.builder("--" + parameter.name().replace('_', '-'))
                .paramLabel(parameter.name().toUpperCase(Locale.ROOT))
                .type(type(parameter))
                .converters(converters(parameter))
                .arity(flag ? "0" : "1")
                .defaultValue(given)
                .description(
                        ReportHelp.escaped(
                                parameter.description()
                                        + (given == null || flag
                                                ? ""
                                                : " Default: " + given + ".")))
                .build();
    }

    private static Class<?> type(Parameter parameter) {
        if (parameter.isNumber()) {
            return Long.class;
        }
        if (parameter.type().equals(Parameter.FLAG)) {
            return Boolean.class;
        }
        return parameter.type().equals(Parameter.FILE) ? Path.class : String.class;
    }

    private static ITypeConverter<?>[] converters(Parameter parameter) {
        return parameter.isNumber()
                ? new ITypeConverter<?>[] {new WholeNumber(parameter.least(), parameter.most())}
                : new ITypeConverter<?>[0];
    }

    /** Before a trace is read, so that a wrong command line is the first error. */
    @Override
    PacketFilter chosen() {
        values = values();
        return super.chosen();
    }

    @Override
    List<TraceFile> files() {
        return trace.files(arguments.traces());
    }

    @Override
    void run(TraceDatabase database, ReportRun run, Terminal to) {
        Renderer renderer = output.renderer(to);
        Arrangement arrangement = columns.arrangement(report, time.format());
        // A report of the user's own may read views that its header does not list.
        if (library.isOwn(report)) {
            run.makeViews(report.sql());
            new Lint(database, library).require(report);
        }
        values.forEach(run::check);
        new ReportPrinter(run, renderer).print(arrangement, values);
    }

    private Map<Parameter, Object> values() {
        Map<Parameter, Object> all = new LinkedHashMap<>();
        options.forEach((parameter, option) -> all.put(parameter, value(option.getValue())));
        List<Object> given = arguments.values(spec.commandLine());
        for (int i = 0; i < required.size(); i++) {
            all.put(required.get(i), value(given.get(i)));
        }
        return all;
    }

    private static Object value(Object given) {
        return given instanceof Path file ? text(file) : given;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw UserException.usage(file + ": no such file");
        } catch (CharacterCodingException e) {
            throw UserException.data(file + ": no text in UTF-8");
        } catch (IOException e) {
            throw UserException.data(file + ": cannot be read: " + e.getMessage());
        }
    }
}
