package dev.skbtrail.recorder.probe;

/**
 * What became of one probe that was asked for. Its place in the list is its number in the events.
 *
 * @param entry what was asked for
 * @param attached whether it is in force
 * @param reason why not; empty when it is
 */
public record ProbeStatus(CatalogueEntry entry, boolean attached, String reason) {
    static ProbeStatus attached(CatalogueEntry entry) {
        return new ProbeStatus(entry, true, "");
    }

    static ProbeStatus refused(CatalogueEntry entry, String reason) {
        return new ProbeStatus(entry, false, reason);
    }
}
