package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.backend.AttachListener;
import dev.skbtrail.recorder.backend.ProbeStatus;
import java.util.List;

/** Hears how a recording goes. */
public interface RecordingListener extends AttachListener {
    /** All probes are on: from here on nothing is missed. */
    void onAttached(List<ProbeStatus> probes);

    /** Several times a second from then on. */
    void onProgress(Progress progress);
}
