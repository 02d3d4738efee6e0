package dev.skbtrail.recorder.event;

import java.util.ArrayList;
import java.util.List;

/** Which member of an event becomes which column of the trace, and how it is shown. */
public final class EventColumns {
    private final List<ColumnSource> sources = new ArrayList<>();

    private EventColumns() {}

    /** Sources for every column that this recorder fills; the others stay NULL. */
    public static List<ColumnSource> of(TraceNames names) {
        EventColumns columns = new EventColumns();
        columns.addEvent(names);
        columns.addPlace(names);
        columns.addPacket(names);
        columns.addHeaders();
        columns.addNetfilter(names);
        return List.copyOf(columns.sources);
    }

    private void addEvent(TraceNames names) {
        longs("ts", BatchLayout.TS, 0);
        ints("cpu", BatchLayout.CPU, 0);
        text("kind", BatchLayout.KIND, 0, EventText::kind);
        text(
                "function",
                BatchLayout.PROBE,
                Present.FUNCTION,
                (h, id) -> names.function().apply((int) id));
        longs("packet", BatchLayout.PACKET, Present.PACKET);
        ints("seq", BatchLayout.SEQ, Present.SEQ);
        longs("parent", BatchLayout.PARENT, Present.LINEAGE);
        text("lineage", BatchLayout.LINEAGE, Present.LINEAGE, EventText::lineage);
        longs("retval", BatchLayout.RETVAL, Present.RETVAL);
        longText(
                "verdict",
                BatchLayout.VERDICT,
                Present.VERDICT,
                (h, v) -> names.verdict().apply(v));
        text(
                "drop_reason",
                BatchLayout.DROP_REASON,
                Present.REASON,
                (h, id) -> names.dropReason().apply((int) id));
        ints("drop_reason_id", BatchLayout.DROP_REASON, Present.REASON);
        longText(
                "drop_location",
                BatchLayout.DROP_ADDRESS,
                Present.DROP,
                (h, at) -> names.location().apply(at));
        longs("drop_address", BatchLayout.DROP_ADDRESS, Present.DROP);
        longs("lost", BatchLayout.LOST, Present.LOSS);
        text("lost_cause", BatchLayout.LOST_CAUSE, Present.LOSS, EventText::lossCause);
    }

    private void addPlace(TraceNames names) {
        longs("skb", BatchLayout.SKB, Present.PACKET);
        longs("skb_head", BatchLayout.SKB_HEAD, Present.HEAD);
        longs("sock", BatchLayout.SOCK, Present.SOCK);
        longs("sock_cookie", BatchLayout.SOCK_COOKIE, Present.COOKIE);
        ints("netns", BatchLayout.NETNS, Present.NETNS);
        text(
                "netns_name",
                BatchLayout.NETNS,
                Present.NETNS,
                (h, inode) -> names.netns().apply((int) inode));
        ints("ifindex", BatchLayout.IFINDEX, Present.DEV);
        wide("ifname", BatchLayout.IFNAME, Present.DEV, EventText::name);
        ints("iif", BatchLayout.IIF, Present.IIF);
        wide("in_ifname", BatchLayout.IN_IFNAME, Present.NF_IN, EventText::name);
        wide("out_ifname", BatchLayout.OUT_IFNAME, Present.NF_OUT, EventText::name);
        ints("pid", BatchLayout.PID, Present.TASK);
        ints("tid", BatchLayout.TID, Present.TASK);
        wide("comm", BatchLayout.COMM, Present.TASK, EventText::name);
    }

    private void addPacket(TraceNames names) {
        ints("len", BatchLayout.LEN, Present.SKB);
        ints("data_len", BatchLayout.DATA_LEN, Present.SKB);
        ints("mark", BatchLayout.MARK, Present.SKB);
        ints("priority", BatchLayout.PRIORITY, Present.SKB);
        ints("hash", BatchLayout.HASH, Present.SKB);
        ints("queue", BatchLayout.QUEUE, Present.SKB);
        text("pkt_type", BatchLayout.PKT_TYPE, Present.SKB, EventText::packetType);
        ints("gso_size", BatchLayout.GSO_SIZE, Present.GSO);
        ints("gso_segs", BatchLayout.GSO_SEGS, Present.GSO);
        text(
                "gso_type",
                BatchLayout.GSO_TYPE,
                Present.GSO,
                (h, bits) -> EventText.flags(names.gsoTypes(), bits));
        longText("src_mac", BatchLayout.SRC_MAC, Present.LINK, EventText::mac);
        longText("dst_mac", BatchLayout.DST_MAC, Present.LINK, EventText::mac);
        text("ethertype", BatchLayout.ETHERTYPE, Present.ETHERTYPE, EventText::ethertype);
        ints("vlan_id", BatchLayout.VLAN_ID, Present.VLAN);
    }

    private void addHeaders() {
        ints("ip_version", BatchLayout.IP_VERSION, Present.ADDRESS);
        wide("saddr", BatchLayout.SADDR, Present.ADDRESS, EventText::address);
        wide("daddr", BatchLayout.DADDR, Present.ADDRESS, EventText::address);
        text("protocol", BatchLayout.PROTOCOL, Present.ADDRESS, EventText::protocol);
        ints("tos", BatchLayout.TOS, Present.IP);
        ints("ttl", BatchLayout.TTL, Present.IP);
        ints("ip_id", BatchLayout.IP_ID, Present.IP_ID);
        ints("ip_len", BatchLayout.IP_LEN, Present.IP);
        ints("frag_off", BatchLayout.FRAG_OFF, Present.FRAGMENT);
        ints("sport", BatchLayout.SPORT, Present.PORTS);
        ints("dport", BatchLayout.DPORT, Present.PORTS);
        text("tcp_flags", BatchLayout.TCP_FLAGS, Present.TCP, EventText::tcpFlags);
        ints("tcp_seq", BatchLayout.L4_WORD, Present.TCP);
        ints("tcp_ack", BatchLayout.TCP_ACK, Present.TCP);
        ints("tcp_window", BatchLayout.TCP_WINDOW, Present.TCP);
        ints("icmp_type", BatchLayout.ICMP_TYPE, Present.ICMP);
        ints("icmp_code", BatchLayout.ICMP_CODE, Present.ICMP);
        ints("icmp_id", BatchLayout.ICMP_ID, Present.ECHO);
        ints("icmp_seq", BatchLayout.ICMP_SEQ, Present.ECHO);
        ints("gre_key", BatchLayout.L4_WORD, Present.GRE_KEY);
        ints("esp_spi", BatchLayout.L4_WORD, Present.ESP_SPI);
        ints("payload_len", BatchLayout.PAYLOAD_LEN, Present.PAYLOAD);
    }

    private void addNetfilter(TraceNames names) {
        text("nf_family", BatchLayout.NF_FAMILY, Present.NF, EventText::family);
        text("nf_hook", BatchLayout.NF_HOOK, Present.NF, EventText::hook);
        text(
                "nf_table",
                BatchLayout.NF_TABLE,
                Present.NF_TABLE,
                (h, c) -> names.netfilter().text((int) c));
        text(
                "nf_chain",
                BatchLayout.NF_CHAIN,
                Present.NF_CHAIN,
                (h, c) -> names.netfilter().text((int) c));
        ints("nf_priority", BatchLayout.NF_PRIORITY, Present.NF_PRIORITY);
    }

    private void ints(String column, int index, long present) {
        sources.add(new ColumnSource(column, Storage.INT, index, present, null));
    }

    private void longs(String column, int index, long present) {
        sources.add(new ColumnSource(column, Storage.LONG, index, present, null));
    }

    private void text(String column, int index, long present, ValueText text) {
        sources.add(new ColumnSource(column, Storage.INT, index, present, text));
    }

    private void longText(String column, int index, long present, ValueText text) {
        sources.add(new ColumnSource(column, Storage.LONG, index, present, text));
    }

    private void wide(String column, int index, long present, ValueText text) {
        sources.add(new ColumnSource(column, Storage.WIDE, index, present, text));
    }
}
