package dev.skbtrail.analyzer.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The option {@code --queries}. It is extracted before the command line is parsed, because it
 * determines which commands exist.
 *
 * @param directory null if the option is absent
 * @param rest the other arguments
 */
record QueriesOption(Path directory, List<String> rest) {
    static final String NAME = "--queries";

    static QueriesOption find(String[] args) {
        Path directory = null;
        List<String> rest = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            if (args[i].startsWith(NAME + "=")) {
                directory = Path.of(args[i].substring(NAME.length() + 1));
            } else if (args[i].equals(NAME) && i + 1 < args.length) {
                directory = Path.of(args[++i]);
            } else {
                rest.add(args[i]);
            }
        }
        return new QueriesOption(directory, rest);
    }
}
