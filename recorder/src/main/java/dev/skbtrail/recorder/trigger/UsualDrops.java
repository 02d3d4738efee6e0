package dev.skbtrail.recorder.trigger;

import dev.skbtrail.recorder.event.ColumnBatch;
import java.util.Set;

/**
 * Frees that the kernel calls drops although nothing is wrong, or that say nothing about it. The
 * analyzer decides with more: the other events of the packet and of the packets around it (macro
 * free_kind in queries/prelude.sql). Here a free is usual when it may be.
 */
final class UsualDrops {
    /** Handled, empty, sent again, or left in a queue that was deleted; or without a reason. */
    private static final Set<String> REASONS =
            Set.of(
                    "",
                    "NOT_SPECIFIED",
                    "NOT_DROPPED_YET",
                    "CONSUMED",
                    "TCP_OLD_DATA",
                    "TCP_OLD_SEQUENCE",
                    "TCP_INVALID_SEQUENCE",
                    "TCP_CLOSE",
                    "SOCKET_CLOSE",
                    "QUEUE_PURGE");

    /** A reset is freed with these, once it has ended its connection. */
    private static final Set<String> REASONS_OF_RESETS =
            Set.of("NO_SOCKET", "TCP_FLAGS", "TCP_RESET");

    private static final String NO_SOCKET = "NO_SOCKET";

    /** Frees the answer to a ping. */
    private static final String PING = "ping_rcv";

    private final Resets resets = new Resets();

    /** To be asked about each row: the free itself may not have the flags of the packet. */
    void look(ColumnBatch batch, int row) {
        resets.isIn(batch, row);
    }

    boolean has(long packet, String reason, String function) {
        return REASONS.contains(reason)
                || REASONS_OF_RESETS.contains(reason) && resets.has(packet)
                || reason.equals(NO_SOCKET) && function.equals(PING);
    }
}
