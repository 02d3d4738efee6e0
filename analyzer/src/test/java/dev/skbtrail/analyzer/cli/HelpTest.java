package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.check.Assertion;
import dev.skbtrail.analyzer.check.Assertions;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.rule.Rule;
import dev.skbtrail.analyzer.rule.Rules;
import java.util.List;
import org.junit.jupiter.api.Test;

class HelpTest {
    private static final Library LIBRARY = Library.load();

    @Test
    void listsEveryReportAndViewButInternalOnes() {
        String list = Cli.run("list").out().replaceAll("\\s+", " ");
        assertTrue(list.contains("Commands: explain Say what is wrong"), list);
        assertTrue(list.contains(" verify Check whether traces are as they were recorded"), list);
        for (Definition report : LIBRARY.reports()) {
            assertTrue(list.contains(report.title()), report.name());
        }
        for (Definition view : LIBRARY.views()) {
            assertEquals(!view.isInternal(), list.contains(view.title()), view.name());
        }
        for (Assertion assertion : Assertions.builtIn()) {
            assertTrue(list.contains(assertion.title()), assertion.name());
        }
        for (Rule rule : Rules.load().all()) {
            assertTrue(list.contains(rule.title()), rule.name());
        }
    }

    @Test
    void explainsTheColumnsOfEveryReport() {
        for (Definition report : LIBRARY.reports()) {
            Cli.Result help = Cli.run("help", report.name());
            assertEquals(0, help.exitCode());
            report.columns()
                    .forEach(column -> assertTrue(help.out().contains("  " + column.name())));
            assertEquals(help.out(), Cli.run(report.name(), "--help").out());
        }
    }

    @Test
    void groupsTheReportsAndBeginsWithTheSummary() {
        String help = Cli.run("--help").out();
        int first = help.indexOf("Reports, overview:\n  summary ");
        assertTrue(first > 0 && first < help.indexOf("Reports, drops:\n  drop-places "), help);
        assertTrue(help.indexOf("Reports, drops:") < help.indexOf("Commands:\n  explain "), help);
        assertTrue(Cli.run("list").out().startsWith("Reports, overview:\n  summary "));
    }

    @Test
    void beginsWithTheReportNotWithItsOptions() {
        String help = Cli.run("help", "drops").out();
        assertTrue(help.startsWith(LIBRARY.report("drops").orElseThrow().title() + ".\n"), help);
        assertTrue(help.indexOf("\nColumns:\n") < help.indexOf("\nUsage: skbtrail drops "), help);
    }

    @Test
    void fitsIntoEightyColumns() {
        StringBuilder all =
                new StringBuilder(Cli.run("--help").out()).append(Cli.run("list").out());
        for (Definition report : LIBRARY.reports()) {
            all.append(Cli.run("help", report.name()).out());
        }
        for (Definition view : LIBRARY.views()) {
            all.append(Cli.run("help", view.name(), "--view").out());
        }
        all.append(Cli.run("help", "sql").out()).append(Cli.run("help", "verify").out());
        all.toString().lines().forEach(line -> assertTrue(line.length() <= 80, line));
    }

    @Test
    void explainsAViewThatHasTheNameOfAReport() {
        String view = Cli.run("help", "drops", "--view").out();
        assertTrue(view.startsWith("View drops: "), view);
        assertTrue(view.contains("location: "), view);
    }

    @Test
    void printsTheSqlOfAReport() {
        assertTrue(Cli.run("help", "paths", "--sql").out().contains("FROM paths"));
    }

    @Test
    void explainsEveryRule() {
        for (Rule rule : Rules.load().all()) {
            String help = Cli.run("help", rule.name()).out();
            assertTrue(help.startsWith("Rule " + rule.name() + ": "), help);
            assertEquals(
                    !rule.confirm().isEmpty(), help.contains("\nConfirm on the host:\n"), help);
            assertEquals(rule.sql(), Cli.run("help", rule.name(), "--sql").out());
        }
        assertTrue(Cli.run("help", "no-listner").err().contains("did you mean no-listener?"));
    }

    @Test
    void printsACompletionScriptThatKnowsReportsAndOptions() {
        String script = Cli.run("completion").out();
        int latency = script.indexOf("function _picocli_skbtrail_latency() {");
        String options = script.substring(latency, script.indexOf("\n}\n", latency));
        for (String option : List.of("--columns", "--sort", "--output", "--no-pager", "--host")) {
            assertTrue(options.contains("'" + option + "'"), options);
        }
        assertTrue(script.contains("(\"relative\" \"local\" \"utc\" \"epoch\")"), "values");
    }

    @Test
    void showsOptionsBySubject() {
        String help = Cli.run("help", "packets").out();
        int own = help.indexOf("\nOptions:\n      --fate=FATE ");
        int packets = help.indexOf("\nWhich packets:\n      --flow=FLOW ");
        int results = help.indexOf("\nHow results are shown:\n      --columns=COLUMN");
        int other = help.indexOf("\nOther options:\n  -h, --help ");
        assertTrue(0 < own && own < packets && packets < results && results < other, help);
        assertFalse(Cli.run("help", "drops").out().contains("--time="), "drops has no moment");
    }

    @Test
    void colorsOnlyWhereItIsAllowed() {
        assertFalse(Cli.run("--help").out().contains("\u001b"));
        assertTrue(Cli.runOnTerminal(100, true, "--help").out().contains("\u001b"));
    }
}
