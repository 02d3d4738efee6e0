package dev.skbtrail.recorder.event;

/** The columns that semantic probes fill, and those of tunnels. */
final class DetailColumns {
    private DetailColumns() {}

    static void add(ColumnSources to, TraceNames names) {
        addNetfilter(to, names);
        addRoute(to);
        addTunnel(to);
        addQdisc(to);
        addSocket(to, names);
    }

    private static void addNetfilter(ColumnSources to, TraceNames names) {
        to.wide("in_ifname", BatchLayout.IN_IFNAME, Present.NF_IN, EventText::name);
        to.wide("out_ifname", BatchLayout.OUT_IFNAME, Present.NF_OUT, EventText::name);
        to.text("nf_family", BatchLayout.NF_FAMILY, Present.NF, DetailText::family);
        to.text("nf_hook", BatchLayout.NF_HOOK, Present.NF, DetailText::hook);
        to.text(
                "nf_table",
                BatchLayout.NF_TABLE,
                Present.NF_TABLE,
                (h, c) -> names.netfilter().text((int) c));
        to.text(
                "nf_chain",
                BatchLayout.NF_CHAIN,
                Present.NF_CHAIN,
                (h, c) -> names.netfilter().text((int) c));
        to.longs("nf_rule", BatchLayout.NF_RULE, Present.NF_RULE);
        to.ints("nf_priority", BatchLayout.NF_PRIORITY, Present.NF_PRIORITY);
        to.text("ct_state", BatchLayout.CT_STATE, Present.CT_STATE, DetailText::conntrackState);
        to.text("ct_status", BatchLayout.CT_STATUS, Present.CT_STATUS, DetailText::conntrackStatus);
        to.text("nat", BatchLayout.NAT, Present.NAT, DetailText::nat);
    }

    private static void addRoute(ColumnSources to) {
        to.text("route_type", BatchLayout.ROUTE_TYPE, Present.ROUTE, DetailText::routeType);
        to.wide("route_dev", BatchLayout.ROUTE_IFNAME, Present.ROUTE_DEV, EventText::name);
        to.wide("route_gateway", BatchLayout.ROUTE_GATEWAY, Present.GATEWAY, EventText::address);
        to.ints("error_type", BatchLayout.ERROR_TYPE, Present.ERROR);
        to.ints("error_code", BatchLayout.ERROR_CODE, Present.ERROR);
    }

    private static void addTunnel(ColumnSources to) {
        to.text("tunnel_type", BatchLayout.TUNNEL_TYPE, Present.TUNNEL, DetailText::tunnel);
        to.ints("tunnel_id", BatchLayout.TUNNEL_ID, Present.TUNNEL_ID);
        to.wide("inner_saddr", BatchLayout.INNER_SADDR, Present.INNER, EventText::address);
        to.wide("inner_daddr", BatchLayout.INNER_DADDR, Present.INNER, EventText::address);
        to.text("inner_protocol", BatchLayout.INNER_PROTOCOL, Present.INNER, EventText::protocol);
        to.ints("inner_sport", BatchLayout.INNER_SPORT, Present.INNER_PORTS);
        to.ints("inner_dport", BatchLayout.INNER_DPORT, Present.INNER_PORTS);
    }

    private static void addQdisc(ColumnSources to) {
        to.wide("qdisc", BatchLayout.QDISC, Present.QDISC, EventText::name);
        to.text("qdisc_handle", BatchLayout.QDISC_HANDLE, Present.QDISC, DetailText::qdiscHandle);
        to.ints("qdisc_qlen", BatchLayout.QDISC_QLEN, Present.QDISC);
        to.ints("qdisc_backlog", BatchLayout.QDISC_BACKLOG, Present.QUEUE_BYTES);
    }

    private static void addSocket(ColumnSources to, TraceNames names) {
        to.text("tcp_state", BatchLayout.TCP_STATE, Present.TCP_STATE, DetailText::tcpState);
        to.ints("sk_rmem_alloc", BatchLayout.RMEM_ALLOC, Present.RCVBUF);
        to.ints("sk_rcvbuf", BatchLayout.RCVBUF, Present.RCVBUF);
        to.ints("sk_ack_backlog", BatchLayout.ACK_BACKLOG, Present.BACKLOG);
        to.ints("sk_max_ack_backlog", BatchLayout.MAX_ACK_BACKLOG, Present.BACKLOG);
        to.text(
                "reset_reason",
                BatchLayout.RESET_REASON,
                Present.RESET,
                (h, reason) -> names.resetReason().apply((int) reason));
    }
}
