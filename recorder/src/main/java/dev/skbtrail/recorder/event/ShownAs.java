package dev.skbtrail.recorder.event;

/** The text formats named in column {@code shown} of {@code queries/schema/event.csv}. */
final class ShownAs {
    private ShownAs() {}

    /** Returns null for a number, which has an empty cell. */
    static ValueText text(String shown, TraceNames names) {
        return switch (shown) {
            case "" -> null;
            case "kind" -> EventText::kind;
            case "lineage" -> EventText::lineage;
            case "name" -> EventText::name;
            case "packet type" -> EventText::packetType;
            case "mac" -> EventText::mac;
            case "ethertype" -> EventText::ethertype;
            case "address" -> EventText::address;
            case "protocol" -> EventText::protocol;
            case "tcp flags" -> EventText::tcpFlags;
            case "loss cause" -> EventText::lossCause;
            case "arp operation" -> DetailText::arpOperation;
            case "ipv6 extensions" -> DetailText::extensions;
            case "netfilter family" -> DetailText::family;
            case "netfilter hook" -> DetailText::hook;
            case "conntrack state" -> DetailText::conntrackState;
            case "conntrack status" -> DetailText::conntrackStatus;
            case "nat" -> DetailText::nat;
            case "route type" -> DetailText::routeType;
            case "tunnel type" -> DetailText::tunnel;
            case "qdisc handle" -> DetailText::qdiscHandle;
            case "tcp state" -> DetailText::tcpState;
            default -> ofThisHost(shown, names);
        };
    }

    private static ValueText ofThisHost(String shown, TraceNames names) {
        return switch (shown) {
            case "function" -> (h, id) -> names.function().apply((int) id);
            case "verdict" -> (h, packed) -> names.verdict().apply(packed);
            case "drop reason" -> (h, id) -> names.dropReason().apply((int) id);
            case "reset reason" -> (h, id) -> names.resetReason().apply((int) id);
            case "location" -> (h, address) -> names.location().apply(address);
            case "stack" -> (h, id) -> names.stack().apply((int) id);
            case "netns" -> (h, inode) -> names.netns().apply((int) inode);
            case "gso type" -> (h, bits) -> EventText.flags(names.gsoTypes(), bits);
            case "numbered name" -> (h, code) -> names.netfilter().text((int) code);
            default ->
                    throw new IllegalArgumentException(
                            "schema/event.csv: no value is shown as \"" + shown + '"');
        };
    }
}
