package dev.skbtrail.analyzer.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Parses a memory size as DuckDB does, within a sensible range. */
final class MemorySize implements ITypeConverter<String> {
    private static final Pattern SIZE =
            Pattern.compile("(?i)(\\d{1,6}(?:\\.\\d{1,3})?) ?([mgt])i?b");
    private static final double LEAST_MB = 16;
    private static final double MOST_MB = 16e6;

    @Override
    public String convert(String text) {
        Matcher size = SIZE.matcher(text);
        if (size.matches()) {
            double mb = Double.parseDouble(size.group(1)) * megabytes(size.group(2).charAt(0));
            if (mb >= LEAST_MB && mb <= MOST_MB) {
                return text;
            }
        }
        throw new TypeConversionException(
                text + " is not a size from 16MB to 16TB, as in 500MB or 2GB");
    }

    private static double megabytes(char unit) {
        return switch (unit) {
            case 'm', 'M' -> 1;
            case 'g', 'G' -> 1e3;
            default -> 1e6;
        };
    }
}
