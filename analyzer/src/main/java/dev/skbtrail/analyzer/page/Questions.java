package dev.skbtrail.analyzer.page;

import dev.skbtrail.analyzer.Resources;
import dev.skbtrail.analyzer.report.Column;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.report.Parameter;
import dev.skbtrail.analyzer.report.Portable;
import dev.skbtrail.analyzer.rule.Rule;
import dev.skbtrail.analyzer.rule.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The queries that a page offers, as data for its script: every report, every rule, and the views.
 */
final class Questions {
    /** The script's name for the database that holds the tables. */
    private static final String DATABASE = "recorded";

    private static final String UNABLE = "engine/unable.csv";

    private final Portable portable;
    private final Commands commands;
    private final Map<String, String> unable = unable();

    private Questions(Portable portable, Commands commands) {
        this.portable = portable;
        this.commands = commands;
    }

    static Map<String, Object> of(Library library, Portable portable, Commands commands) {
        Questions questions = new Questions(portable, commands);
        List<Object> all = new ArrayList<>();
        library.reports().stream()
                .filter(report -> !library.isOwn(report))
                .forEach(report -> all.add(questions.report(report)));
        Rules.load().all().forEach(rule -> all.add(questions.rule(rule)));
        return Figure.map(
                "database",
                DATABASE,
                "opening",
                portable.opening(DATABASE),
                "views",
                portable.views(),
                "reports",
                all);
    }

    /** Reports that the page's engine cannot run the way the program does, and why. */
    static Map<String, String> unable() {
        return Resources.readPage(UNABLE)
                .lines()
                .skip(1)
                .map(line -> line.split(",", 2))
                .collect(Collectors.toMap(cells -> cells[0], cells -> cells[1]));
    }

    private Map<String, Object> report(Definition report) {
        return Figure.map(
                "name", report.name(),
                "category", report.category(),
                "title", report.title(),
                "description", report.description(),
                "empty", report.empty(),
                "parameters", report.parameters().stream().map(Questions::parameter).toList(),
                "columns", columns(report.columns().stream()),
                "sql", report.sql(),
                "statement", portable.with(report.needs(), report.sql()),
                "command", commands.of(report.name(), List.of()),
                "unable", unable.get(report.name()));
    }

    private Map<String, Object> rule(Rule rule) {
        return Figure.map(
                "name", rule.name(),
                "category", "rules",
                "title", rule.title(),
                "description", rule.description() + " A row is a packet that shows it.",
                "empty", "No packet shows it.",
                "parameters", List.of(),
                "columns",
                        columns(Stream.concat(rule.columns().stream(), rule.examples().stream())),
                "sql", rule.sql(),
                "statement", portable.with(rule.needs(), rule.sql()),
                "command", commands.of("explain", List.of()),
                "unable", unable.get(rule.name()));
    }

    private static Map<String, Object> parameter(Parameter parameter) {
        return Figure.map(
                "name", parameter.name(),
                "type", parameter.variableType(),
                "file", parameter.type().equals(Parameter.FILE),
                "required", parameter.required(),
                "value", parameter.defaultValue(),
                "description", parameter.description());
    }

    private static List<Object> columns(Stream<Column> columns) {
        return columns.map(
                        column ->
                                Figure.map(
                                        "name", column.name(),
                                        "unit", column.unit().text(),
                                        "description", column.description()))
                .map(Object.class::cast)
                .toList();
    }
}
