package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.UserException;
import dev.skbtrail.recorder.backend.ProbeSet;
import dev.skbtrail.recorder.backend.ProbeStatus;
import dev.skbtrail.recorder.backend.ProbeStatus.Outcome;
import java.time.Duration;
import java.util.List;

/** Puts the probes on and takes them off, and knows what became of them and how long it took. */
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
     * @throws UserException when none could be attached, or the user stopped it
     */
    void attach(RecordingListener listener) {
        long begin = System.nanoTime();
        probes = set.attach((done, all) -> tell(listener, done, all));
        requireSome();
        attachTime = Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Lets events come, now that all probes are on. */
    void open(RecordingListener listener) {
        set.open();
        listener.onAttached(probes);
    }

    /** How often the kernel did not run a probe; before {@link #detach}. */
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

    /** What tells packets apart records nothing by itself. */
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
