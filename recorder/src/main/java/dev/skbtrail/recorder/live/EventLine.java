package dev.skbtrail.recorder.live;

import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.ColumnSource;
import dev.skbtrail.recorder.event.EventRow;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An event as one line: {@code time #packet netns interface function: what it decided, flow, len}.
 * If a row has no device or flow, the last ones of its packet are used; all other missing values
 * are left out. For one thread only.
 */
public final class EventLine {
    private final Map<String, ColumnSource> columns;
    private final TimeText time;
    private final Colors colors;
    private ColumnBatch batch;
    private ColumnBatch known;
    private int row;

    /**
     * @param columns those of the trace
     */
    public EventLine(List<ColumnSource> columns, TimeText time, Colors colors) {
        this.columns =
                columns.stream()
                        .collect(Collectors.toMap(ColumnSource::column, Function.identity()));
        this.time = time;
        this.colors = colors;
    }

    /**
     * The line without a newline. It contains no terminal control sequences but our own colours.
     */
    String of(LiveRows.Taken rows, int number) {
        batch = rows.rows();
        known = rows.known();
        row = number;
        long packet = EventRow.packet(batch, row);
        StringJoiner line = new StringJoiner(" ");
        line.add(time.of(EventRow.time(batch, row)));
        line.add(colors.ofPacket(packet, "#" + packet));
        ColumnBatch place = has("netns") ? batch : known;
        String name = text(place, "netns_name");
        add(line, name == null ? text(place, "netns") : name);
        add(line, text(place, "ifname"));
        String what = what();
        line.add(EventRow.isDrop(batch, row) ? colors.ofDrop(what) : what);
        batch = EventRow.hasAddresses(batch, row) ? batch : known;
        add(line, flow());
        add(line, words("len ", text("len")));
        return line.toString();
    }

    private static void add(StringJoiner line, String part) {
        if (part != null) {
            line.add(part);
        }
    }

    private boolean has(String column) {
        return text(column) != null;
    }

    private String text(String column) {
        return text(batch, column);
    }

    private String text(ColumnBatch from, String column) {
        return SafeText.of(columns.get(column).text(from, row));
    }

    private static String words(String before, String value) {
        return value == null ? null : before + value;
    }

    /** The function, and what it did. */
    private String what() {
        StringJoiner what = new StringJoiner(" ");
        String function = has("function") ? text("function") : "?";
        what.add(function);
        if (EventRow.isReturn(batch, row)) {
            what.add("returned");
            add(what, has("verdict") ? null : text("retval"));
        }
        // The names of our own hooks already contain it.
        add(what, function.startsWith("nf:") ? null : text("nf_hook"));
        add(what, has("nf_chain") ? text("nf_table") + "/" + text("nf_chain") : text("nf_table"));
        add(what, text("verdict"));
        if (EventRow.hasParent(batch, row)) {
            add(what, words("", text("lineage")));
            what.add("of #" + EventRow.parent(batch, row));
        }
        if (EventRow.isDrop(batch, row)) {
            what.add("DROP");
            add(what, text("drop_reason"));
            add(what, words("at ", text("drop_location")));
        }
        return what.toString();
    }

    /** Protocol, source and destination; null when the event does not have them. */
    private String flow() {
        if (!has("saddr")) {
            return has("arp_op") ? "ARP " + text("arp_op") : text("ethertype");
        }
        StringJoiner flow = new StringJoiner(" ");
        add(flow, has("arp_op") ? "ARP " + text("arp_op") : text("protocol"));
        flow.add(endpoint("saddr", "sport")).add(">").add(endpoint("daddr", "dport"));
        add(flow, has("tcp_flags") ? "[" + text("tcp_flags") + "]" : null);
        add(flow, words("type ", text("icmp_type")));
        add(flow, words("id ", text("icmp_id")));
        add(flow, words("seq ", text("icmp_seq")));
        return flow.toString();
    }

    private String endpoint(String address, String port) {
        String host = text(address);
        if (!has(port)) {
            return host;
        }
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + text(port);
    }
}
