package dev.skbtrail.recorder.filter;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which of the packets that pass the filter are recorded: {@code struct selection} of {@code
 * bpf/filter.h}, and the address lists.
 *
 * @param packets number of packets, 0: no limit
 * @param sample record one packet in this many, 0: all
 * @param first record this many packets of each flow, 0: all
 * @param allow a packet must have an address of this list, if there is one
 * @param deny a packet must not have an address of this list
 * @param known has no effect on the recording; stored in the trace for the reports
 * @param inner the header inside a tunnel may match instead of the outer one
 */
public record Selection(
        long packets,
        int sample,
        int first,
        AddressList allow,
        AddressList deny,
        AddressList known,
        boolean inner) {
    /** Records all packets. */
    public static final Selection ALL =
            new Selection(0, 0, 0, AddressList.NONE, AddressList.NONE, AddressList.NONE, false);

    /** Size of struct selection, bytes. */
    public static final int SIZE = 32;

    private static final int PACKETS = 0;
    private static final int SAMPLE = 8;
    private static final int FIRST = 12;
    private static final int ALLOW = 16;
    private static final int DENY = 20;
    private static final int INNER = 24;

    /** Maximum number of flows that are counted; a packet of a further flow is counted as lost. */
    public static final int MAX_FLOWS = 65_536;

    /** Offset of each member in struct selection, bytes. */
    static Map<String, Integer> layout() {
        return Map.of(
                "packets", PACKETS,
                "sample", SAMPLE,
                "first", FIRST,
                "allow", ALLOW,
                "deny", DENY,
                "inner", INNER);
    }

    /** Writes it into a zeroed buffer in native byte order. */
    public void write(ByteBuffer out, int at) {
        out.putLong(at + PACKETS, packets);
        out.putInt(at + SAMPLE, sample);
        out.putInt(at + FIRST, first);
        out.putInt(at + ALLOW, allow.isEmpty() ? 0 : 1);
        out.putInt(at + DENY, deny.isEmpty() ? 0 : 1);
        out.putInt(at + INNER, inner ? 1 : 0);
    }

    /** The active settings, for the trace's metadata. */
    public Map<String, List<String>> toMap() {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        put(texts, "allow-list", allow.texts());
        put(texts, "deny-list", deny.texts());
        put(texts, "list", known.texts());
        put(texts, "inner", inner ? List.of("true") : List.of());
        put(texts, "sample", number(sample));
        put(texts, "first", number(first));
        put(texts, "packets", number(packets));
        return texts;
    }

    private static List<String> number(long number) {
        return number == 0 ? List.of() : List.of(Long.toString(number));
    }

    private static void put(Map<String, List<String>> texts, String name, List<String> values) {
        if (!values.isEmpty()) {
            texts.put(name, values);
        }
    }
}
