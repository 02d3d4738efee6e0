package dev.skbtrail.analyzer.cli;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Parses a whole number; the error message for anything else names the range. */
class WholeNumber implements ITypeConverter<Long> {
    private final long least;
    private final long most;

    WholeNumber(long least, long most) {
        this.least = least;
        this.most = most;
    }

    @Override
    public Long convert(String text) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(text);
        }
        throw wrong(text);
    }

    private TypeConversionException wrong(String text) {
        return new TypeConversionException(text + " is not a whole number" + range());
    }

    private String range() {
        if (most == Long.MAX_VALUE) {
            return least == Long.MIN_VALUE ? "" : String.format(Locale.ROOT, " from %,d on", least);
        }
        return least == Long.MIN_VALUE
                ? String.format(Locale.ROOT, " up to %,d", most)
                : String.format(Locale.ROOT, " from %,d to %,d", least, most);
    }
}
