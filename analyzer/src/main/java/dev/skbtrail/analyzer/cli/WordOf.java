package dev.skbtrail.analyzer.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Parses one of a few words, spelled like the constants of an enum; the error message lists them.
 */
abstract class WordOf<E extends Enum<E>> implements ITypeConverter<E> {
    private final E[] constants;

    WordOf(Class<E> type) {
        constants = type.getEnumConstants();
    }

    @Override
    public final E convert(String text) {
        return Arrays.stream(constants)
                .filter(constant -> constant.toString().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(text + " is not " + words()));
    }

    private String words() {
        String words = Arrays.stream(constants).map(E::toString).collect(Collectors.joining(", "));
        return constants.length == 1 ? words : "one of " + words;
    }
}
