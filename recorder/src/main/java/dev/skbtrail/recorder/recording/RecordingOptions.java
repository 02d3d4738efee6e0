package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.capability.BackendType;
import dev.skbtrail.recorder.filter.PacketFilter;
import dev.skbtrail.recorder.filter.Selection;
import dev.skbtrail.recorder.hold.RetentionRule;
import dev.skbtrail.recorder.load.EventExtras;
import dev.skbtrail.recorder.selection.ProbeSelection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Everything that determines what a recording does, checked as far as possible without touching the
 * kernel.
 *
 * @param output the trace to write; with rotation, what the names of the parts are made of
 * @param overwrite an existing output may be replaced
 * @param filter which packets; {@link PacketFilter#NONE}: all
 * @param selection which of the packets that pass the filter
 * @param keep which packets stay in the trace once their end is known
 * @param backend the back-end that the user requires; null: the best that this kernel accepts
 * @param probes which probes to try; those that the back-end or the kernel does not have are
 *     reported and left out
 * @param stop what ends the recording by itself
 * @param rotation when the recording goes on in a new trace
 * @param ringBytes size of the ring buffer of each CPU: a power of two, at least one page
 * @param trackedPackets how many packets can be alive at the same time
 * @param extras optional contents of events beyond the contract's columns
 * @param snapshotTime time for reading the configuration of the namespaces at the end; null: it is
 *     not read
 * @param user who owns the trace, and whom the process belongs to once the probes are attached
 * @param commandLine arguments of the recorder, for the trace's metadata
 */
public record RecordingOptions(
        Path output,
        boolean overwrite,
        PacketFilter filter,
        Selection selection,
        RetentionRule keep,
        BackendType backend,
        ProbeSelection probes,
        StopCondition stop,
        RotationRule rotation,
        long ringBytes,
        int trackedPackets,
        EventExtras extras,
        Duration snapshotTime,
        RunAs user,
        List<String> commandLine) {

    /**
     * @throws IllegalArgumentException when a size is not positive or not a power of two, or there
     *     is no probe
     */
    public RecordingOptions {
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(selection, "selection");
        Objects.requireNonNull(keep, "keep");
        Objects.requireNonNull(stop, "stop");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(rotation, "rotation");
        Objects.requireNonNull(extras, "extras");
        commandLine = List.copyOf(commandLine);
        if (probes.entries().isEmpty()) {
            throw new IllegalArgumentException("a recording needs at least one probe");
        }
        if (ringBytes <= 0 || Long.bitCount(ringBytes) != 1) {
            throw new IllegalArgumentException("not a power of two: " + ringBytes);
        }
        if (trackedPackets <= 0) {
            throw new IllegalArgumentException("not positive: " + trackedPackets);
        }
    }
}
