package dev.skbtrail.analyzer.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.Resources;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.report.Parameter;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code queries/page.csv} refers only to things that exist. */
class OutlineTest {
    private static final Library LIBRARY = Library.load();

    static Stream<Outline> figures() {
        return Outline.read().stream();
    }

    @ParameterizedTest
    @MethodSource("figures")
    void namesAReportThatNeedsNoArgument(Outline figure) {
        Definition report = LIBRARY.report(figure.report()).orElseThrow();
        List<Parameter> required = report.parameters().stream().filter(p -> p.required()).toList();
        assertEquals(List.of(), required);
    }

    @ParameterizedTest
    @MethodSource("figures")
    void givesValuesToParametersThatTheReportHas(Outline figure) {
        Set<String> known =
                LIBRARY.report(figure.report()).orElseThrow().parameters().stream()
                        .map(Parameter::name)
                        .collect(Collectors.toSet());
        assertTrue(known.containsAll(figure.options().keySet()), figure + " of " + known);
    }

    @ParameterizedTest
    @MethodSource("figures")
    void isShownInAWayThatTheScriptHas(Outline figure) {
        String charts =
                Resources.readPage("page.js")
                        .lines()
                        .filter(line -> line.startsWith("const charts = "))
                        .findFirst()
                        .orElseThrow();
        boolean chart = Pattern.compile("\\b" + figure.shown() + "\\b").matcher(charts).find();
        assertTrue(chart || figure.shown().equals("table"), figure.shown());
    }
}
