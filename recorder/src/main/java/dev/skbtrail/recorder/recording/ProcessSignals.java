package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.libbpf.QuitSignal;

/** What Java cannot do with the signals of this process. */
public final class ProcessSignals {
    private ProcessSignals() {}

    /**
     * From now on SIGQUIT, which Java would not hand over, comes as SIGALRM three seconds later.
     *
     * @return undoes it
     */
    public static Runnable quitAsAlarm() {
        return QuitSignal.toAlarm();
    }
}
