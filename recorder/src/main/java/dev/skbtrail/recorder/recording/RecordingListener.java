package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.backend.AttachListener;
import dev.skbtrail.recorder.backend.ProbeStatus;
import java.util.List;

/** Receives the progress of a recording. */
public interface RecordingListener extends AttachListener {
    /** All probes are attached: from now on nothing is missed. */
    void onAttached(List<ProbeStatus> probes);

    /** Called several times a second after that. */
    void onProgress(Progress progress);

    /** The recording ends: its probes are about to be detached. */
    void onStop();

    /** A flight recorder has written out its window. */
    void onDump(WrittenDump dump);
}
