package dev.skbtrail.recorder.event;

import java.util.List;

/** Which member of an event becomes which column of the trace, and how it is shown. */
public final class EventColumns {
    private final ColumnSources to = new ColumnSources();

    private EventColumns() {}

    /**
     * Sources for every column that this recorder fills; the others stay NULL.
     *
     * @param fields names of the user columns
     */
    public static List<ColumnSource> of(TraceNames names, List<String> fields) {
        EventColumns columns = new EventColumns();
        columns.addEvent(names);
        columns.addPlace(names);
        columns.addPacket(names);
        columns.addHeaders();
        DetailColumns.add(columns.to, names);
        for (int i = 0; i < fields.size(); i++) {
            columns.to.longs(fields.get(i), BatchLayout.FIELD + i, Present.FIELD_0 << i);
        }
        return columns.to.all();
    }

    private void addEvent(TraceNames names) {
        to.longs("ts", BatchLayout.TS, 0);
        to.ints("cpu", BatchLayout.CPU, 0);
        to.text("kind", BatchLayout.KIND, 0, EventText::kind);
        to.text(
                "function",
                BatchLayout.PROBE,
                Present.FUNCTION,
                (h, id) -> names.function().apply((int) id));
        to.longs("packet", BatchLayout.PACKET, Present.PACKET);
        to.ints("seq", BatchLayout.SEQ, Present.SEQ);
        to.longs("parent", BatchLayout.PARENT, Present.LINEAGE);
        to.text("lineage", BatchLayout.LINEAGE, Present.LINEAGE, EventText::lineage);
        to.longs("retval", BatchLayout.RETVAL, Present.RETVAL);
        to.longText(
                "verdict",
                BatchLayout.VERDICT,
                Present.VERDICT,
                (h, v) -> names.verdict().apply(v));
        to.text(
                "drop_reason",
                BatchLayout.DROP_REASON,
                Present.REASON,
                (h, id) -> names.dropReason().apply((int) id));
        to.ints("drop_reason_id", BatchLayout.DROP_REASON, Present.REASON);
        to.longText(
                "drop_location",
                BatchLayout.DROP_ADDRESS,
                Present.DROP,
                (h, at) -> names.location().apply(at));
        to.longs("drop_address", BatchLayout.DROP_ADDRESS, Present.DROP);
        to.text(
                "stack",
                BatchLayout.STACK_ID,
                Present.STACK,
                (h, id) -> names.stack().apply((int) id));
        to.longs("lost", BatchLayout.LOST, Present.LOSS);
        to.text("lost_cause", BatchLayout.LOST_CAUSE, Present.LOSS, EventText::lossCause);
    }

    private void addPlace(TraceNames names) {
        to.longs("skb", BatchLayout.SKB, Present.PACKET);
        to.longs("skb_head", BatchLayout.SKB_HEAD, Present.HEAD);
        to.longs("sock", BatchLayout.SOCK, Present.SOCK);
        to.longs("sock_cookie", BatchLayout.SOCK_COOKIE, Present.COOKIE);
        to.ints("netns", BatchLayout.NETNS, Present.NETNS);
        to.text(
                "netns_name",
                BatchLayout.NETNS,
                Present.NETNS,
                (h, inode) -> names.netns().apply((int) inode));
        to.ints("ifindex", BatchLayout.IFINDEX, Present.DEV);
        to.wide("ifname", BatchLayout.IFNAME, Present.DEV, EventText::name);
        to.ints("iif", BatchLayout.IIF, Present.IIF);
        to.ints("pid", BatchLayout.PID, Present.TASK);
        to.ints("tid", BatchLayout.TID, Present.TASK);
        to.wide("comm", BatchLayout.COMM, Present.TASK, EventText::name);
    }

    private void addPacket(TraceNames names) {
        to.ints("len", BatchLayout.LEN, Present.SKB);
        to.ints("data_len", BatchLayout.DATA_LEN, Present.SKB);
        to.ints("mark", BatchLayout.MARK, Present.SKB);
        to.ints("priority", BatchLayout.PRIORITY, Present.SKB);
        to.ints("hash", BatchLayout.HASH, Present.SKB);
        to.ints("queue", BatchLayout.QUEUE, Present.SKB);
        to.text("pkt_type", BatchLayout.PKT_TYPE, Present.SKB, EventText::packetType);
        to.ints("gso_size", BatchLayout.GSO_SIZE, Present.GSO);
        to.ints("gso_segs", BatchLayout.GSO_SEGS, Present.GSO);
        to.text(
                "gso_type",
                BatchLayout.GSO_TYPE,
                Present.GSO,
                (h, bits) -> EventText.flags(names.gsoTypes(), bits));
        to.longText("src_mac", BatchLayout.SRC_MAC, Present.LINK, EventText::mac);
        to.longText("dst_mac", BatchLayout.DST_MAC, Present.LINK, EventText::mac);
        to.text("ethertype", BatchLayout.ETHERTYPE, Present.ETHERTYPE, EventText::ethertype);
        to.ints("vlan_id", BatchLayout.VLAN_ID, Present.VLAN);
    }

    private void addHeaders() {
        to.ints("ip_version", BatchLayout.IP_VERSION, Present.ADDRESS);
        long address = Present.ADDRESS | Present.ARP;
        to.wide("saddr", BatchLayout.SADDR, address, EventText::address);
        to.wide("daddr", BatchLayout.DADDR, address, EventText::address);
        to.text("arp_op", BatchLayout.ARP_OP, Present.ARP, DetailText::arpOperation);
        to.text("protocol", BatchLayout.PROTOCOL, Present.ADDRESS, EventText::protocol);
        to.ints("tos", BatchLayout.TOS, Present.IP);
        to.ints("ttl", BatchLayout.TTL, Present.IP);
        to.ints("ip_id", BatchLayout.IP_ID, Present.IP_ID);
        to.ints("ip_len", BatchLayout.IP_LEN, Present.IP);
        to.text("ipv6_ext", BatchLayout.IPV6_EXT, Present.IPV6_EXT, DetailText::extensions);
        to.ints("frag_off", BatchLayout.FRAG_OFF, Present.FRAGMENT);
        to.ints("sport", BatchLayout.SPORT, Present.PORTS);
        to.ints("dport", BatchLayout.DPORT, Present.PORTS);
        to.text("tcp_flags", BatchLayout.TCP_FLAGS, Present.TCP, EventText::tcpFlags);
        to.ints("tcp_seq", BatchLayout.L4_WORD, Present.TCP);
        to.ints("tcp_ack", BatchLayout.TCP_ACK, Present.TCP);
        to.ints("tcp_window", BatchLayout.TCP_WINDOW, Present.TCP);
        to.ints("icmp_type", BatchLayout.ICMP_TYPE, Present.ICMP);
        to.ints("icmp_code", BatchLayout.ICMP_CODE, Present.ICMP);
        to.ints("icmp_id", BatchLayout.ICMP_ID, Present.ECHO);
        to.ints("icmp_seq", BatchLayout.ICMP_SEQ, Present.ECHO);
        to.ints("gre_key", BatchLayout.L4_WORD, Present.GRE_KEY);
        to.ints("esp_spi", BatchLayout.L4_WORD, Present.ESP_SPI);
        to.ints("payload_len", BatchLayout.PAYLOAD_LEN, Present.PAYLOAD);
    }
}
