package dev.skbtrail.analyzer.truth;

/** Parts of packet paths through Linux 6.1, as seen in the sample traces. */
final class PacketPath {
    private PacketPath() {}

    /**
     * The path of a local packet, from its socket to the neighbour.
     *
     * @param socket functions before the packet reaches IP
     */
    static void send(Life packet, String netns, String ifname, String... socket) {
        packet.at(netns, null).through(socket).through("__ip_local_out", "ip_output");
        packet.at(netns, ifname);
        leaveHook(packet);
        packet.through("ip_finish_output", "ip_finish_output2");
    }

    static void sendDatagram(Life packet, String netns, String ifname) {
        send(packet, netns, ifname, "ip_send_skb");
    }

    static void sendSegment(Life packet, String netns, String ifname) {
        send(packet, netns, ifname, "__ip_queue_xmit");
    }

    private static void leaveHook(Life packet) {
        packet.in("POSTROUTING").call("nf_hook_slow", () -> {}).in(null);
    }

    static void queue(Life packet) {
        packet.through("__dev_queue_xmit", "net_dev_queue");
    }

    static void transmit(Life packet) {
        packet.through("dev_hard_start_xmit", "net_dev_start_xmit");
    }

    /** Out of one end of a veth pair and in at the other. */
    static void cross(Life packet, String netns, String ifname) {
        queue(packet);
        transmit(packet);
        arrive(packet, netns, ifname);
    }

    static void arrive(Life packet, String netns, String ifname) {
        packet.at(netns, ifname).through("netif_rx").queued(2_000);
        packet.through("__netif_receive_skb_one_core", "netif_receive_skb", "ip_rcv");
    }

    static void route(Life packet) {
        packet.call(
                "ip_route_input_noref",
                () ->
                        packet.call(
                                "ip_route_input_slow",
                                () -> packet.call("fib_validate_source", () -> {})));
    }

    /**
     * Through the router's FORWARD hook.
     *
     * @param inChain what happens to the packet in the chain of the hook
     */
    static void filter(Life packet, Runnable inChain) {
        packet.through("ip_forward").in("FORWARD");
        packet.call("nf_hook_slow", () -> packet.call("nft_do_chain", inChain)).in(null);
    }

    /** Accepted for forwarding, up to the neighbour. */
    static void forward(Life packet, String ifname) {
        filter(packet, () -> {});
        packet.through("ip_forward_finish", "ip_output");
        packet.at(packet.place().netns(), ifname);
        leaveHook(packet);
        packet.through("ip_finish_output", "ip_finish_output2");
    }

    static void local(Life packet) {
        packet.through("ip_local_deliver", "ip_local_deliver_finish", "raw_local_deliver");
    }

    static void socket(Life packet) {
        packet.through("udp_rcv", "udp_queue_rcv_one_skb");
        packet.call("__udp_enqueue_schedule_skb", () -> {});
    }

    static void tcpSocket(Life packet) {
        packet.through("tcp_v4_rcv", "tcp_v4_do_rcv", "tcp_rcv_established", "tcp_data_queue");
    }
}
