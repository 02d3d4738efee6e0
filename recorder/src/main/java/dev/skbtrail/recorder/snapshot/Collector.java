package dev.skbtrail.recorder.snapshot;

import dev.skbtrail.recorder.kernel.NetworkNamespace;
import dev.skbtrail.recorder.libbpf.NetnsThread;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** Reads the configuration of namespaces, within limits of time and size. */
final class Collector {
    private static final String NO_TIME =
            "there was no time left to read it; --snapshot-time gives more";

    private final Sources sources;
    private final long own;
    private final LongSupplier clock;
    private final Limits limits;
    private final Set<Part> hanging = EnumSet.noneOf(Part.class);

    /**
     * @param own inode of the recorder's namespace, which needs no privileges
     * @param clock ns since 1970 UTC
     */
    Collector(Sources sources, long own, LongSupplier clock, Limits limits) {
        this.sources = sources;
        this.own = own;
        this.clock = clock;
        this.limits = limits;
    }

    /**
     * @param namespaces in the order in which they are read, in each round
     * @return one state for each namespace that could be read in time
     */
    List<NamespaceState> read(List<NetworkNamespace> namespaces, Deadline deadline) {
        List<List<Reading>> readings = namespaces.stream().map(n -> newReadings()).toList();
        long room = limits.all();
        for (Part.Round round : Part.Round.values()) {
            for (int i = 0; i < namespaces.size(); i++) {
                List<Reading> before = readings.get(i);
                if (before.stream().anyMatch(reading -> reading.source().isEmpty())) {
                    continue;
                }
                List<Reading> more = read(namespaces.get(i), round, room, deadline);
                room -= more.stream().mapToLong(Reading::bytes).sum();
                before.addAll(more);
            }
        }
        return IntStream.range(0, namespaces.size())
                .filter(i -> readings.get(i).stream().anyMatch(r -> !NO_TIME.equals(r.problem())))
                .mapToObj(
                        i ->
                                new NamespaceState(
                                        namespaces.get(i).inode(),
                                        namespaces.get(i).name(),
                                        readings.get(i)))
                .toList();
    }

    /**
     * Reads the parts that belong to the host and not to a namespace. Empty if the deadline is over
     * or the host has nothing to read.
     */
    Optional<NamespaceState> readHost(Deadline deadline) {
        if (deadline.isOver() || sources.host().isEmpty()) {
            return Optional.empty();
        }
        List<Reading> readings = read(sources.host(), limits.part(), deadline);
        return Optional.of(new NamespaceState(NamespaceState.HOST, null, readings));
    }

    private static List<Reading> newReadings() {
        return new ArrayList<>();
    }

    private List<Reading> read(
            NetworkNamespace namespace, Part.Round round, long room, Deadline deadline) {
        if (deadline.isOver()) {
            return sources.all().stream()
                    .filter(source -> source.part().round() == round)
                    .map(source -> reading(source, new Items(0), NO_TIME))
                    .toList();
        }
        try {
            return namespace.inode() == own
                    ? readHere(round, room, deadline)
                    : NetnsThread.call(namespace.path(), () -> readHere(round, room, deadline));
        } catch (RuntimeException e) {
            // The namespace is gone, or may not be entered; a snapshot never makes a recording
            // fail.
            return List.of(
                    new Reading(
                            Part.COUNTERS, "", clock.getAsLong(), List.of(), 0, e.getMessage()));
        }
    }

    private List<Reading> readHere(Part.Round round, long room, Deadline deadline) {
        List<Source> due =
                sources.here().stream().filter(source -> source.part().round() == round).toList();
        return read(due, room, deadline);
    }

    private List<Reading> read(List<Source> due, long room, Deadline deadline) {
        List<Reading> readings = new ArrayList<>();
        long left = room;
        for (Source source : due) {
            // The rest is for the following parts: one large table must not hide all others.
            Items items = new Items(Math.min(limits.part(), left / 2));
            readings.add(reading(source, items, problem(source, items, deadline)));
            left -= items.bytes();
        }
        return readings;
    }

    private Reading reading(Source source, Items items, String problem) {
        return new Reading(
                source.part(),
                source.text(),
                clock.getAsLong(),
                items.kept(),
                items.leftOut(),
                problem);
    }

    private String problem(Source source, Items items, Deadline deadline) {
        if (deadline.isOver()) {
            return NO_TIME;
        }
        if (hanging.contains(source.part())) {
            return "not read: the time was used up elsewhere";
        }
        Deadline own = deadline.within(limits.tool());
        String problem = source.read(items, own);
        if (problem != null && own.isOver() && !deadline.isOver()) {
            hanging.add(source.part());
        }
        return problem;
    }
}
