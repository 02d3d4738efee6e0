package dev.skbtrail.recorder.event;

import java.util.List;

/**
 * Why events are missing; the first ones in the order of {@code enum loss_cause} in bpf/events.h.
 */
public enum LossCause {
    RING_FULL("ring full"),
    TRACKING_TABLE_FULL("tracking table full"),
    CALL_TABLE_FULL("call table full"),
    FLOW_TABLE_FULL("flow table full"),
    /** The event is there, its kernel stack is missing. */
    STACK_TABLE_FULL("stack table full"),
    /** Each evaluation of a filter expression was interrupted by other packets on that CPU. */
    FILTER_INTERRUPTED("filter interrupted"),
    /** An sk_buff was allocated where a packet still seemed to live. */
    END_NOT_SEEN("end not seen"),
    /** A call began on the stack where another one still seemed to be in progress. */
    RETURN_NOT_SEEN("return not seen"),
    /** A packet had more segments or fragments than the program follows. */
    LIST_TOO_LONG("list too long"),
    /** The kernel skipped a probe because another one was running on that CPU. */
    MISSED_PROBE("missed probe"),
    /** There was no space to hold the event back until its packet's end was known. */
    NOT_HELD_BACK("not held back");

    /** The number of causes that the BPF programs count. */
    public static final int IN_KERNEL = 9;

    private final String text;

    /** The first {@link #IN_KERNEL} causes. */
    public static List<LossCause> inKernel() {
        return List.of(values()).subList(0, IN_KERNEL);
    }

    LossCause(String text) {
        this.text = text;
    }

    /** The name used in the trace. */
    public String text() {
        return text;
    }
}
