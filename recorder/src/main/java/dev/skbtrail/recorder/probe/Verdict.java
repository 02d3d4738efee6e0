package dev.skbtrail.recorder.probe;

/** How a probed function's return value is read: the fourth column of {@code bpf/catalogue}. */
public enum Verdict {
    /** The return value decides nothing. */
    NONE,
    /** A netfilter verdict. */
    NETFILTER,
    /** The source address check of IPv4. */
    RP_FILTER,
    /** An input route lookup. */
    ROUTE;

    private static final String[] NETFILTER_VERDICTS = {
        "DROP", "ACCEPT", "STOLEN", "QUEUE", "REPEAT", "STOP"
    };
    private static final int NF_STOLEN = 2;

    /**
     * What the function decided, in the words of {@code queries/schema/event.csv}.
     *
     * @param retval sign-extended from the function's return type
     * @param program tells nf_hook_slow, which returns 1 or an error, from a table or chain, which
     *     returns a verdict
     * @return null when this value says nothing
     */
    public String text(long retval, Program program) {
        return switch (this) {
            case NONE -> null;
            case NETFILTER -> program == Program.NF_HOOK_SLOW ? hook(retval) : table(retval);
            // 0 and 1 both let the packet pass (1: the source is on a directly connected link);
            // refusals are
            // negative in all kernels, a negated drop reason since 6.13, a negated errno before.
            case RP_FILTER -> retval < 0 ? "reject" : "pass";
            // An errno before 6.13, a drop reason (positive) since then.
            case ROUTE -> retval == 0 ? "found" : "no route";
        };
    }

    /** A packet that was queued to user space also gives 0: its chain's own row says QUEUE. */
    private static String hook(long retval) {
        if (retval == 1) {
            return "ACCEPT";
        }
        return retval < 0 ? "DROP" : "STOLEN";
    }

    private static String table(long retval) {
        int verdict = (int) (retval & 0xff);
        // Since 6.7 a chain may free the packet itself, to give the reason, and then returns STOLEN
        // with the
        // errno above it (NF_DROP_REASON in linux/netfilter.h): to the user that is a drop.
        if (verdict == NF_STOLEN && (retval >>> 16 & 0xffff) != 0) {
            return "DROP";
        }
        return verdict < NETFILTER_VERDICTS.length ? NETFILTER_VERDICTS[verdict] : null;
    }
}
