package dev.skbtrail.recorder.cli;

import dev.skbtrail.recorder.backend.ProbeStatus;
import java.util.List;
import java.util.stream.Collectors;

/** Which of the functions that the user chose could not be attached, in one line. */
final class RefusalText {
    private static final int NAMED = 5;

    private RefusalText() {}

    /** Empty when all could. */
    static String of(List<ProbeStatus> probes) {
        List<ProbeStatus> refused =
                probes.stream()
                        .filter(probe -> probe.outcome() == ProbeStatus.Outcome.REFUSED)
                        .filter(probe -> !probe.entry().isIdentity())
                        .toList();
        if (refused.isEmpty()) {
            return "";
        }
        String named =
                refused.stream()
                        .limit(NAMED)
                        .map(probe -> probe.entry().function() + " (" + probe.reason() + ")")
                        .collect(Collectors.joining(", "));
        int more = refused.size() - NAMED;
        return "%,d of %,d probes not attached: %s%s; 'skbtrail probes' on the trace shows all"
                .formatted(
                        refused.size(),
                        probes.size(),
                        named,
                        more > 0 ? " and %,d more".formatted(more) : "");
    }
}
