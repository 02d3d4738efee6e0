package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.UserException;
import dev.skbtrail.recorder.backend.ProbeSet;
import dev.skbtrail.recorder.backend.ProbeStatus;
import dev.skbtrail.recorder.backend.ProbeStatus.Outcome;
import java.time.Duration;
import java.util.List;

/** Attaches and detaches the probes, and records the outcome for each and the time taken. */
final class ProbeSession {
    private final ProbeSet set;
    private final StopSignal signal;
    private List<ProbeStatus> probes = List.of();
    private Duration attachTime = Duration.ZERO;
    private Duration detachTime = Duration.ZERO;

    ProbeSession(ProbeSet set, StopSignal signal) {
        this.set = set;
        this.signal = signal;
    }

    /**
     * @throws UserException when no probe could be attached, or the user stopped it
     */
    void attach(RecordingListener listener) {
        long begin = System.nanoTime();
        probes = set.attach((done, all) -> tell(listener, done, all));
        requireSome();
        attachTime = Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Enables events, now that all probes are attached. */
    void open(RecordingListener listener) {
        set.open();
        listener.onAttached(probes);
    }

    /** How often the kernel skipped a probe; call before {@link #detach}. */
    long missed() {
        return set.missed();
    }

    void detach() {
        long begin = System.nanoTime();
        set.detach();
        detachTime = Duration.ofNanos(System.nanoTime() - begin);
    }

    List<ProbeStatus> probes() {
        return probes;
    }

    boolean isAttached(String function) {
        return probes.stream()
                .anyMatch(probe -> probe.attached() && probe.entry().function().equals(function));
    }

    Duration attachTime() {
        return attachTime;
    }

    Duration detachTime() {
        return detachTime;
    }

    int count(Outcome outcome) {
        return (int) probes.stream().filter(probe -> probe.outcome() == outcome).count();
    }

    private void tell(RecordingListener listener, int done, int all) {
        if (signal.isStopped()) {
            throw new UserException(
                    "stopped after attaching %,d of %,d probes: nothing was recorded"
                            .formatted(done, all));
        }
        listener.onProbes(done, all);
    }

    /** The probes that only distinguish packets record nothing by themselves. */
    private void requireSome() {
        List<ProbeStatus> wanted =
                probes.stream().filter(probe -> !probe.entry().isIdentity()).toList();
        if (!wanted.isEmpty() && wanted.stream().noneMatch(ProbeStatus::attached)) {
            ProbeStatus first = wanted.get(0);
            throw new UserException(
                    "none of the probes could be attached (%s: %s): see 'skbtrail-record list'"
                            .formatted(first.entry().function(), first.reason()));
        }
    }
}
