package dev.skbtrail.recorder.backend;

import dev.skbtrail.recorder.catalogue.CatalogueEntry;

/**
 * What became of one probe that was asked for. Its place in the list is its number in the events.
 *
 * @param entry what was asked for
 * @param outcome whether it is in force
 * @param reason why not; empty when it is
 */
public record ProbeStatus(CatalogueEntry entry, Outcome outcome, String reason) {
    /** Whether a probe is in force. */
    public enum Outcome {
        ATTACHED,
        /** This kernel does not have it, or refuses it. */
        REFUSED,
        /** Another back-end has it: nothing is wrong. */
        ELSEWHERE
    }

    static ProbeStatus attached(CatalogueEntry entry) {
        return new ProbeStatus(entry, Outcome.ATTACHED, "");
    }

    static ProbeStatus refused(CatalogueEntry entry, String reason) {
        return new ProbeStatus(entry, Outcome.REFUSED, reason);
    }

    static ProbeStatus elsewhere(CatalogueEntry entry, String reason) {
        return new ProbeStatus(entry, Outcome.ELSEWHERE, reason);
    }

    public boolean attached() {
        return outcome == Outcome.ATTACHED;
    }
}
