package dev.skbtrail.recorder.capability;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether this kernel allows a back-end.
 *
 * @param isSlow whether it takes so long to attach here that another one is better
 */
public record BackendCapability(BackendType type, Capability capability, boolean isSlow) {
    /**
     * The one that a recording uses when the user does not say.
     *
     * @param candidates best first; each is tried only when it is asked for, because trying takes
     *     time
     * @param refusals gets one line for each that cannot be used
     * @return null when none can
     */
    public static BackendCapability best(
            Stream<BackendCapability> candidates, List<String> refusals) {
        BackendCapability slow = null;
        for (BackendCapability candidate : (Iterable<BackendCapability>) candidates::iterator) {
            if (!candidate.capability.available()) {
                refusals.add(candidate.type + ": " + candidate.capability.detail());
            } else if (candidate.isSlow) {
                slow = candidate;
            } else {
                boolean isLess = candidate.type == BackendType.RESTRICTED;
                return slow != null && isLess ? slow : candidate;
            }
        }
        return slow;
    }

    /** The same, of back-ends that are known; null when a recording is not possible. */
    public static BackendCapability best(List<BackendCapability> candidates) {
        return best(candidates.stream(), new ArrayList<>());
    }
}
