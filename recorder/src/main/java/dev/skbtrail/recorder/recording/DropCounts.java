package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.EventRow;
import dev.skbtrail.recorder.event.TraceNames;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts where and why packets were dropped, for the progress display. One thread at a time. */
final class DropCounts {
    /** More drop sites than any kernel has; any beyond that are counted together. */
    private static final int ROOM = 10_000;

    private static final Site OTHERS = new Site(0, 0);

    /** A drop reason and the address of the code that freed the packet. */
    private record Site(int reason, long address) {}

    private final Map<Site, Long> counts = new HashMap<>();

    /** Counts the drops among the rows of a batch. */
    void add(ColumnBatch batch) {
        for (int row = 0; row < batch.size(); row++) {
            if (EventRow.isDrop(batch, row)) {
                Site site =
                        new Site(EventRow.dropReason(batch, row), EventRow.dropAddress(batch, row));
                boolean room = counts.size() < ROOM || counts.containsKey(site);
                counts.merge(room ? site : OTHERS, 1L, Long::sum);
            }
        }
    }

    /** The drop sites, most frequent first; sites in the same function are merged. */
    List<DropSite> sites(TraceNames names) {
        Map<DropSite, Long> named = new HashMap<>();
        counts.forEach((site, count) -> named.merge(name(site, names), count, Long::sum));
        return named.entrySet().stream()
                .map(site -> site.getKey().times(site.getValue()))
                .sorted(
                        Comparator.comparingLong(DropSite::packets)
                                .reversed()
                                .thenComparing(DropSite::function)
                                .thenComparing(DropSite::reason))
                .toList();
    }

    private static DropSite name(Site site, TraceNames names) {
        String reason = names.dropReason().apply(site.reason());
        String location = names.location().apply(site.address());
        String function =
                location == null
                        ? "0x" + Long.toHexString(site.address())
                        : location.replaceFirst("\\+0x.*", "");
        return new DropSite(0, reason == null ? "" : reason, function);
    }
}
