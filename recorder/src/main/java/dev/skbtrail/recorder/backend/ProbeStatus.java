package dev.skbtrail.recorder.backend;

import dev.skbtrail.recorder.catalogue.CatalogueEntry;

/**
 * The outcome for one requested probe. Its index in the list is its number in the events.
 *
 * @param entry the requested probe
 * @param outcome whether it is attached
 * @param reason why it is not attached; empty when it is
 */
public record ProbeStatus(CatalogueEntry entry, Outcome outcome, String reason) {
    /** Whether a probe is attached. */
    public enum Outcome {
        ATTACHED,
        /** This kernel does not have it, or refuses it. */
        REFUSED,
        /** The probe belongs to another back-end; this is not an error. */
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
