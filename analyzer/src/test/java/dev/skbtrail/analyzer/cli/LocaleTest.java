package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.analyzer.Program;
import dev.skbtrail.analyzer.Suite;
import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Locales with their own digits, and the Turkish dotless i, change nothing. */
class LocaleTest {
    private static final Path ROUTER = SyntheticTrace.shared("router");

    static List<String> locales() {
        return Suite.some(List.of("ar-EG", "fa-IR", "tr-TR", "mr-IN"), 2);
    }

    @ParameterizedTest
    @MethodSource("locales")
    void printsTheSameEverywhere(String name) {
        String[] parts = name.split("-");
        String locale = "-Duser.language=" + parts[0] + " -Duser.country=" + parts[1];
        for (String report : new String[] {"summary", "interfaces --format JSON"}) {
            String command = "$SKBTRAIL " + report.replaceFirst("( |$)", " " + ROUTER + " ");
            Program.Result result = Program.shell(locale, command + " --proto ICMP,udp");
            Object[] arguments = (report + " --proto ICMP,udp").split(" ");
            assertEquals("", result.err().replaceAll("(?m)^(complete|filter).*\n", ""));
            assertEquals(expected(arguments), result.out());
        }
    }

    private static String expected(Object[] arguments) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = arguments[0];
        all[1] = ROUTER;
        System.arraycopy(arguments, 1, all, 2, arguments.length - 1);
        return Cli.run(all).out();
    }
}
