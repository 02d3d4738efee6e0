package dev.skbtrail.recorder.catalogue;

/** How a probed function's return value is read: the fourth column of {@code bpf/catalogue}. */
public enum Verdict {
    /** The return value decides nothing. */
    NONE,
    /** A netfilter verdict. */
    NETFILTER,
    /** The source address validation of IPv4. */
    RP_FILTER,
    /** An input route lookup. */
    ROUTE,
    /** What GRO did with the packet. */
    GRO,
    /** A qdisc's enqueue. */
    XMIT,
    /** A socket's receive queue. */
    QUEUE;

    private static final String[] NETFILTER_VERDICTS = {
        "DROP", "ACCEPT", "STOLEN", "QUEUE", "REPEAT", "STOP"
    };
    private static final int NF_STOLEN = 2;

    /** Enum gro_result of include/linux/netdevice.h. */
    private static final String[] GRO_RESULTS = {"merged", "merged", "held", "normal"};

    /**
     * NET_XMIT_* of the same file; a bit above these says that the packet was taken or passed on.
     */
    private static final String[] XMIT_RESULTS = {"queued", "drop", "congestion"};

    private static final int XMIT_STOLEN = 0x10000;

    /** The qdisc dropped it on purpose and its parent must not count it: loss of netem. */
    private static final int XMIT_BYPASS = 0x20000;

    /**
     * What the function decided, in the words of {@code queries/schema/event.csv}.
     *
     * @param retval sign-extended from the function's return type
     * @param program distinguishes nf_hook_slow, which returns 1 or an error, from a table or
     *     chain, which returns a verdict
     * @return null when this value says nothing
     */
    public String text(long retval, Program program) {
        return switch (this) {
            case NONE -> null;
            case NETFILTER -> program == Program.NF_HOOK_SLOW ? hook(retval) : table(retval);
            // 0 and 1 both let the packet pass (1: the source is on a directly connected link).
            // Refusals are negative in all kernels: a negated drop reason since 6.13, a negated
            // errno before.
            case RP_FILTER -> retval < 0 ? "reject" : "pass";
            // An errno before 6.13, a drop reason (positive) since then.
            case ROUTE -> retval == 0 ? "found" : "no route";
            case GRO -> name(GRO_RESULTS, retval);
            case XMIT -> transmission(retval);
            // -ENOMEM or -ENOBUFS: the receive buffer has no room.
            case QUEUE -> retval == 0 ? "queued" : "full";
        };
    }

    /** 0 also means queued to user space: the row of the chain itself then says QUEUE. */
    private static String hook(long retval) {
        if (retval == 1) {
            return "ACCEPT";
        }
        return retval < 0 ? "DROP" : "STOLEN";
    }

    private static String table(long retval) {
        int verdict = (int) (retval & 0xff);
        // Since 6.7 a chain may free the packet itself to give a reason. It then returns STOLEN
        // with the errno in the upper bits (NF_DROP_REASON in linux/netfilter.h): to the user that
        // is a drop.
        if (verdict == NF_STOLEN && (retval >>> 16 & 0xffff) != 0) {
            return "DROP";
        }
        return name(NETFILTER_VERDICTS, verdict);
    }

    private static String transmission(long retval) {
        if ((retval & XMIT_BYPASS) != 0) {
            return "drop";
        }
        return (retval & XMIT_STOLEN) != 0 ? "stolen" : name(XMIT_RESULTS, retval & 0xffff);
    }

    private static String name(String[] names, long value) {
        return value >= 0 && value < names.length ? names[(int) value] : null;
    }
}
