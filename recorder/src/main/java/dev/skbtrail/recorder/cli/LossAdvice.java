package dev.skbtrail.recorder.cli;

import dev.skbtrail.recorder.event.LossCause;

/** The remedy for each cause of a loss. */
final class LossAdvice {
    private LossAdvice() {}

    /** One sentence without a full stop. */
    static String of(LossCause cause, long ringBytes) {
        return switch (cause) {
            case RING_FULL ->
                    "use a narrower filter, or a larger --buffer-size than "
                            + new ByteCount(ringBytes);
            case TRACKING_TABLE_FULL -> "use a narrower filter, or a larger --tracked-packets";
            case CALL_TABLE_FULL -> "use a narrower filter, or record without --return";
            case FLOW_TABLE_FULL -> "use a narrower filter, so that --first has fewer flows";
            case STACK_TABLE_FULL -> "use a narrower filter, or --stack drops";
            case FILTER_INTERRUPTED -> "filter by options instead of an expression";
            case END_NOT_SEEN, RETURN_NOT_SEEN, MISSED_PROBE ->
                    "record fewer functions, or use --backend fentry";
            case LIST_TOO_LONG -> "set a lower gso_max_segs of the device (ip link)";
            case NOT_HELD_BACK -> "use a narrower filter";
        };
    }
}
