package dev.skbtrail.analyzer.text;

import java.util.List;
import java.util.Map;

/** Selects the pager. */
public final class PagerCommand {
    private PagerCommand() {}

    /**
     * The program and its arguments, split at spaces: SKBTRAIL_PAGER, else PAGER, else less.
     *
     * @return empty for no pager
     */
    public static List<String> of(Map<String, String> environment) {
        String common = environment.getOrDefault("PAGER", "less");
        String command = environment.getOrDefault("SKBTRAIL_PAGER", common).strip();
        return command.isEmpty() || command.equals("cat")
                ? List.of()
                : List.of(command.split(" +"));
    }
}
