package dev.skbtrail.recorder.trigger;

import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.EventRow;
import java.util.List;

/** A TCP segment that is sent again. */
final class Retransmissions implements Sign {
    /** Each tells of every retransmission: the first one that is probed is enough. */
    static final List<String> FUNCTIONS = List.of("tcp_retransmit_skb", "__tcp_retransmit_skb");

    private final int probe;

    /**
     * @param probe number of the probe that tells of them
     */
    Retransmissions(int probe) {
        this.probe = probe;
    }

    @Override
    public boolean isIn(ColumnBatch batch, int row) {
        return EventRow.probe(batch, row) == probe && !EventRow.isReturn(batch, row);
    }

    @Override
    public String words(ColumnBatch batch, int row) {
        return "TCP segment sent again";
    }
}
