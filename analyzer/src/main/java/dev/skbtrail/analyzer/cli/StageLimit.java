package dev.skbtrail.analyzer.cli;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Parses {@code IP in:forwarding=1ms} into {@code IP in:forwarding=1000000}. */
final class StageLimit implements ITypeConverter<String> {
    private static final Pattern FORM =
            Pattern.compile("([^:=]+):([^:=]+)=(\\d{1,9}(?:\\.\\d{1,9})?)(ns|us|ms|s)");
    private static final Map<String, Long> NANOSECONDS =
            Map.of("ns", 1L, "us", 1_000L, "ms", 1_000_000L, "s", 1_000_000_000L);

    @Override
    public String convert(String text) {
        Matcher limit = FORM.matcher(text);
        if (!limit.matches()) {
            throw new TypeConversionException(
                    text + " is not FROM:TO=LIMIT, as in \"IP in:forwarding=1ms\"");
        }
        BigDecimal unit = BigDecimal.valueOf(NANOSECONDS.get(limit.group(4)));
        long ns = new BigDecimal(limit.group(3)).multiply(unit).longValue();
        return String.format(Locale.ROOT, "%s:%s=%d", limit.group(1), limit.group(2), ns);
    }
}
