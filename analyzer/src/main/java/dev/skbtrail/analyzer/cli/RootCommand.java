package dev.skbtrail.analyzer.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code skbtrail} without a command. */
@Command(
        name = "skbtrail",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        synopsisSubcommandLabel = "REPORT|COMMAND",
        abbreviateSynopsis = true,
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%n",
        description = {
            "What happened to my packet inside the Linux kernel?",
            "",
            "First:  skbtrail explain TRACE says what is wrong, skbtrail summary TRACE what is in it",
            "Then:   skbtrail drops TRACE, skbtrail paths TRACE, skbtrail packet TRACE NUMBER",
            "Help:   skbtrail help REPORT"
        })
final class RootCommand implements Runnable {
    /** Looked up before the command line is parsed, because output may come earlier. */
    static final String NO_PAGER = "--no-pager";

    @Option(
            names = QueriesOption.NAME,
            scope = ScopeType.INHERIT,
            paramLabel = "DIR",
            description = "Your own reports too: the .sql files in this directory.")
    private Path queries;

    @Option(
            names = NO_PAGER,
            scope = ScopeType.INHERIT,
            description =
                    "Print long results as they are; else $SKBTRAIL_PAGER, $PAGER or less shows"
                            + " them on a terminal.")
    private boolean noPager;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "name a report and a trace, as in: skbtrail explain TRACE; sudo skbtrail-record -o"
                        + " TRACE makes one");
    }
}
