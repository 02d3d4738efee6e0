package dev.skbtrail.recorder.recording;

/**
 * Where packets were dropped, and why.
 *
 * @param packets number of packets
 * @param reason name in this kernel's enum skb_drop_reason; empty where it has none
 * @param function the function that freed them, or its address if the kernel hides its symbols
 */
public record DropSite(long packets, String reason, String function) {
    DropSite times(long count) {
        return new DropSite(count, reason, function);
    }
}
