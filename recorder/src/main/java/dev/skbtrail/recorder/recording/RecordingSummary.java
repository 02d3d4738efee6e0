package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.capability.BackendType;
import dev.skbtrail.recorder.event.LossCause;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The result of a finished recording.
 *
 * @param backend the back-end that was used
 * @param attached number of probes that were attached
 * @param refused number of requested probes that this kernel does not have or refused
 * @param attach time to attach the probes
 * @param detach time to detach the probes
 * @param events events in the trace, or in all parts that were written; likewise below
 * @param packets packets in the trace
 * @param forgotten packets that were recorded and not kept
 * @param lost what could not be recorded, by cause; causes without losses are omitted
 * @param drops packets in the trace that were dropped, by reason and place, most frequent first
 * @param unprinted events that should have been printed and were not: the reader was too slow
 * @param bytes size of the trace, or of all parts that were written
 * @param parts the parts that were written; null: there is one trace
 * @param elapsed from the attached probes to the stop
 * @param stopReason duration, packets, events, bytes, command, interrupt, terminate, hangup or
 *     output closed
 * @param commandStatus exit code of the command; {@link #NO_STATUS} when there was none, or it did
 *     not end by itself
 */
public record RecordingSummary(
        BackendType backend,
        int attached,
        int refused,
        Duration attach,
        Duration detach,
        long events,
        long packets,
        long forgotten,
        Map<LossCause, Long> lost,
        List<DropSite> drops,
        long unprinted,
        long bytes,
        WrittenParts parts,
        Duration elapsed,
        String stopReason,
        int commandStatus) {
    /** There was no command, or it did not end by itself. */
    public static final int NO_STATUS = -1;
}
