package dev.skbtrail.analyzer.trace;

import dev.skbtrail.analyzer.UserException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What DuckDB may use.
 *
 * @param memory as in 1GB or 500MB; null for the default, 1GB
 * @param threads 0 for one per processor
 */
public record Limits(String memory, int threads) {
    private static final Pattern SIZE =
            Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?) ?([KMGT]I?)?B?");
    private static final Map<String, Long> UNITS =
            Map.of(
                    "K",
                    1_000L,
                    "M",
                    1_000_000L,
                    "G",
                    1_000_000_000L,
                    "T",
                    1_000_000_000_000L,
                    "KI",
                    1L << 10,
                    "MI",
                    1L << 20,
                    "GI",
                    1L << 30,
                    "TI",
                    1L << 40);
    private static final BigDecimal LEAST = BigDecimal.valueOf(16_000_000L);
    private static final BigDecimal MOST = BigDecimal.valueOf(16_000_000_000_000L);

    /**
     * What the user wants.
     *
     * @param memory null for the default
     * @param threads 0 for the default
     * @throws UserException when it is out of range
     */
    public static Limits of(String memory, int threads) {
        if (memory != null && !isSize(memory)) {
            throw UserException.usage(
                    "--memory-limit " + memory + ": a size from 16MB to 16TB, as in 500MB or 2GB");
        }
        return new Limits(memory, threads);
    }

    private static boolean isSize(String text) {
        Matcher size = SIZE.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!size.matches() || size.group(2) == null) {
            return false;
        }
        BigDecimal bytes =
                new BigDecimal(size.group(1))
                        .multiply(BigDecimal.valueOf(UNITS.get(size.group(2))));
        return bytes.compareTo(LEAST) >= 0 && bytes.compareTo(MOST) <= 0;
    }
}
