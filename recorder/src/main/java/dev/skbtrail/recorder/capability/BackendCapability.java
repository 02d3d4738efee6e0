package dev.skbtrail.recorder.capability;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether this kernel allows a back-end.
 *
 * @param isSlow whether attaching takes so long here that another back-end is better
 */
public record BackendCapability(BackendType type, Capability capability, boolean isSlow) {
    /**
     * The back-end that a recording uses when the user does not choose one.
     *
     * @param candidates best first; each is tried only when needed, because trying takes time
     * @param refusals gets one line for each back-end that cannot be used
     * @return null when none can be used
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

    /** The same, for back-ends that were already tried; null when a recording is not possible. */
    public static BackendCapability best(List<BackendCapability> candidates) {
        return best(candidates.stream(), new ArrayList<>());
    }
}
