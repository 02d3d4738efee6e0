package dev.skbtrail.recorder.kernel;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The names of one kernel's drop reasons; their numbers change from release to release. */
public final class DropReasons {
    private static final String PREFIX = "SKB_DROP_REASON_";
    private static final String SHORT_PREFIX = "SKB_";
    private static final String SUBSYSTEM_PREFIX = PREFIX + "SUBSYS_";
    private static final int SUBSYSTEM_SHIFT = 16;

    /** Reasons of the network stack itself, and of the subsystems that number their own. */
    private static final String[] ENUMS = {
        "skb_drop_reason", "ovs_drop_reason", "qdisc_drop_reason"
    };

    private final Map<Integer, String> names;
    private final Map<Integer, String> subsystems;

    private DropReasons(Map<Integer, String> names, Map<Integer, String> subsystems) {
        this.names = names;
        this.subsystems = subsystems;
    }

    /** Reads the enums; a kernel without them (before 5.17) has no names. */
    public static DropReasons of(KernelBtf btf) {
        Map<Integer, String> names = new TreeMap<>(Integer::compareUnsigned);
        for (String reasons : ENUMS) {
            btf.enumerators(reasons)
                    .forEach(
                            (name, value) -> {
                                if (!isBound(name)) {
                                    names.putIfAbsent(value.intValue(), shorten(name));
                                }
                            });
        }
        Map<Integer, String> subsystems = new HashMap<>();
        btf.enumerators("skb_drop_reason_subsys")
                .forEach(
                        (name, value) ->
                                subsystems.putIfAbsent(
                                        value.intValue(), name.replace(SUBSYSTEM_PREFIX, "")));
        return new DropReasons(names, subsystems);
    }

    /**
     * The name without its prefix; for a number that this kernel does not name, a text with the
     * number.
     */
    public String name(int reason) {
        String name = names.get(reason);
        if (name != null) {
            return name;
        }
        int subsystem = reason >>> SUBSYSTEM_SHIFT;
        int number = reason & 0xffff;
        return subsystem == 0
                ? "reason " + number
                : "subsystem %s reason %d"
                        .formatted(
                                subsystems.getOrDefault(subsystem, Integer.toString(subsystem)),
                                number);
    }

    /** All numbers that have a name, in ascending order. */
    public Map<Integer, String> all() {
        return Collections.unmodifiableMap(names);
    }

    /** Enumerators that only end the list or mask its numbers. */
    private static boolean isBound(String name) {
        return name.equals(PREFIX + "MAX") || name.equals(PREFIX + "SUBSYS_MASK");
    }

    private static String shorten(String name) {
        if (name.startsWith(PREFIX)) {
            return name.substring(PREFIX.length());
        }
        return name.startsWith(SHORT_PREFIX) ? name.substring(SHORT_PREFIX.length()) : name;
    }
}
