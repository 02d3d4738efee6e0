package dev.skbtrail.analyzer.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Generates packets with every lineage and fate that the views know, in many namespaces. */
final class Traffic {
    private static final int NAMESPACES = 30;
    private static final long PAUSE = 60_000;
    private static final int SEGMENT = 1448;

    private final World world;
    private long now;

    private Traffic(World world) {
        this.world = world;
    }

    /** Generates at least this many packets. */
    static void run(World world, int packets) {
        Traffic traffic = new Traffic(world);
        List<Runnable> kinds = traffic.kinds();
        while (world.lives.size() < packets) {
            traffic.now += PAUSE;
            kinds.get(world.any(kinds.size())).run();
        }
    }

    private List<Runnable> kinds() {
        return Stream.<Runnable>of(
                        this::datagram,
                        this::blocked,
                        this::translated,
                        this::ping,
                        this::unread,
                        this::refusedByTheSocket,
                        this::tappedOnItsWayOut,
                        this::flooded,
                        this::bulk,
                        this::queuedTogether,
                        this::fragmented,
                        this::tunnelled,
                        this::rebuiltForXdp,
                        this::stuck,
                        this::noPacket)
                .toList();
    }

    private Life begin(String protocol, int payload) {
        Integer port = protocol.equals("ICMP") ? null : 1024 + world.any(60_000);
        Integer type = protocol.equals("ICMP") ? 0 : null;
        Integer service = port == null ? null : Integer.valueOf(8080);
        String source = "10.0." + world.any(NAMESPACES) + ".2";
        return world.begin(now, world.anyCpu())
                .with(
                        new Event.Headers(
                                protocol, source, port, "198.51.100.2", service, type, payload));
    }

    private String client() {
        return "client" + world.any(NAMESPACES);
    }

    private String server() {
        return "server" + world.any(NAMESPACES);
    }

    private Life toRouter(String protocol) {
        Life packet = begin(protocol, 100 + world.any(900));
        PacketPath.sendDatagram(packet, client(), "client0");
        PacketPath.cross(packet, "router", "router0");
        PacketPath.route(packet);
        return packet;
    }

    private Life toServer(Life packet) {
        PacketPath.forward(packet, "router1");
        PacketPath.cross(packet, server(), "server0");
        PacketPath.route(packet);
        PacketPath.local(packet);
        return packet;
    }

    private void datagram() {
        Life packet = toServer(toRouter("UDP"));
        PacketPath.socket(packet);
        packet.queued(world.any(5_000_000)).freedBy("consume_skb").became("delivered");
    }

    private void blocked() {
        Life packet = toRouter("UDP");
        PacketPath.filter(packet, () -> packet.dropped("NETFILTER_DROP", "nft_do_chain"));
        packet.became("dropped");
    }

    private void translated() {
        Life packet = toRouter("UDP");
        packet.in("PREROUTING");
        packet.call(
                        "nf_hook_slow",
                        () ->
                                packet.call(
                                        "nft_do_chain",
                                        () -> packet.with(packet.headers().to("10.9.0.2", 53))))
                .in(null);
        PacketPath.forward(packet, "eth0");
        packet.with(packet.headers().from("203.0.113.1", 40_000 + world.any(9_000)));
        PacketPath.queue(packet);
        PacketPath.transmit(packet);
        packet.queued(50_000).freedBy("consume_skb").became("transmitted");
    }

    private void ping() {
        Life packet = begin("ICMP", 56);
        PacketPath.send(packet, server(), "server0");
        PacketPath.cross(packet, "router", "router1");
        PacketPath.route(packet);
        PacketPath.forward(packet, "router0");
        PacketPath.cross(packet, client(), "client0");
        PacketPath.route(packet);
        PacketPath.local(packet);
        Life clone = world.begin(packet).bornOf(packet, "clone", "skb_clone");
        clone.queued(20_000).freedBy("consume_skb").became("consumed").aside = true;
        packet.through("icmp_rcv", "ping_rcv").dropped("NO_SOCKET", "icmp_rcv");
        packet.became("delivered").usual = "answered ping";
    }

    private void unread() {
        Life packet = toServer(toRouter("UDP"));
        PacketPath.socket(packet);
        packet.became("delivered");
    }

    private void refusedByTheSocket() {
        Life packet = toServer(toRouter("UDP"));
        PacketPath.socket(packet);
        packet.dropped("SOCKET_RCVBUFF", "udp_queue_rcv_one_skb").became("dropped");
    }

    private void tappedOnItsWayOut() {
        Life packet = begin("UDP", 64);
        PacketPath.sendDatagram(packet, client(), "eth0");
        PacketPath.queue(packet);
        packet.through("dev_hard_start_xmit");
        Life tap = world.begin(packet).bornOf(packet, "clone", "skb_clone");
        tap.queued(100_000).freedBy("consume_skb").became("consumed").aside = true;
        packet.through("net_dev_start_xmit").queued(9_000);
        packet.freedBy("consume_skb").became("transmitted");
    }

    private void flooded() {
        Life packet = begin("UDP", 64);
        PacketPath.sendDatagram(packet, client(), "eth0");
        for (int port = 0; port < 3; port++) {
            Life copy =
                    port == 2
                            ? world.begin(packet).bornOf(packet, "copy", "__pskb_copy_fclone")
                            : world.begin(packet).bornOf(packet, "clone", "skb_clone");
            PacketPath.queue(copy.at("bridge", "port" + port));
            PacketPath.transmit(copy);
            copy.queued(9_000).freedBy("consume_skb").became("transmitted");
        }
        packet.freedBy("consume_skb").became("consumed");
    }

    /**
     * A TCP sender's large sk_buff, its clone, the segments of the clone, and what GRO makes of
     * them.
     */
    private void bulk() {
        int count = 2 + world.any(44);
        Life queued =
                begin("TCP", count * SEGMENT).at(client(), null).through("__tcp_transmit_skb");
        Life sent = world.begin(queued).bornOf(queued, "clone", "skb_clone");
        PacketPath.sendSegment(sent, queued.place().netns(), "client0");
        PacketPath.queue(sent);
        List<Life> segments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            segments.add(
                    world.begin(sent)
                            .bornOf(sent, "segment", "__skb_gso_segment")
                            .with(sent.headers().carrying(SEGMENT)));
        }
        sent.freedBy("consume_skb").became("segmented");
        Life lost = world.oneIn(3) ? segments.remove(segments.size() - 1) : null;
        String server = server();
        segments.forEach(PacketPath::transmit);
        segments.forEach(s -> s.at(server, "server0").through("napi_gro_receive_entry"));
        if (lost != null) {
            lost.dropped("QDISC_DROP", "__dev_queue_xmit").became("dropped");
        }
        Life head = segments.get(0);
        segments.stream().skip(1).forEach(segment -> merge(head, segment, "skb_gro_receive"));
        head.through("__netif_receive_skb_one_core", "netif_receive_skb", "ip_rcv");
        PacketPath.local(head);
        PacketPath.tcpSocket(head);
        head.queued(world.any(900_000)).freedBy("kfree_skbmem").became("delivered");
        queued.after(head).freedBy("kfree_skbmem").became("consumed");
    }

    private void merge(Life head, Life part, String function) {
        String lineage = function.equals("skb_gro_receive") ? "coalesce" : "reassemble";
        head.takes(part, lineage, function)
                .with(head.headers().carrying(head.headers().payload() + part.headers().payload()));
        if (world.oneIn(2)) {
            part.after(head).freedBy("napi_skb_free_stolen_head");
        }
        part.became("merged").mergedInto = head;
    }

    /** Two packets of one connection, appended in the receiving socket: still two journeys. */
    private void queuedTogether() {
        List<Life> segments = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Life packet = begin("TCP", SEGMENT);
            PacketPath.sendSegment(packet, client(), "client0");
            PacketPath.cross(packet, "router", "router0");
            PacketPath.route(packet);
            PacketPath.forward(packet, "router1");
            PacketPath.cross(packet, server(), "server0");
            PacketPath.local(packet);
            PacketPath.tcpSocket(packet);
            segments.add(packet.became("delivered"));
        }
        Life tail = segments.get(0);
        Life next = segments.get(1);
        tail.takes(next, "coalesce", "skb_try_coalesce");
        next.after(tail).freedBy("kfree_skb_partial");
        tail.queued(30_000).freedBy("kfree_skbmem");
    }

    private void fragmented() {
        Life packet = begin("UDP", 4000);
        PacketPath.sendDatagram(packet, client(), "client0");
        packet.through("ip_do_fragment");
        String server = server();
        List<Life> fragments = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Life fragment =
                    world.begin(packet)
                            .bornOf(packet, "fragment", "ip_frag_next")
                            .with(packet.headers().carrying(1400))
                            .through("ip_finish_output2");
            PacketPath.cross(fragment, server, "server0");
            fragments.add(fragment.through("ip_local_deliver", "ip_defrag"));
        }
        packet.freedBy("consume_skb").became("segmented");
        Life whole = fragments.get(world.any(3));
        fragments.stream()
                .filter(fragment -> fragment != whole)
                .forEach(fragment -> merge(whole, fragment, "inet_frag_reasm_finish"));
        whole.through("ip_local_deliver_finish", "raw_local_deliver");
        PacketPath.socket(whole);
        whole.freedBy("consume_skb").became("delivered");
    }

    /** Delivery to the tunnel's socket is not the end of the inner packet. */
    private void tunnelled() {
        Life packet = begin("UDP", 300);
        Event.Headers inner = packet.headers();
        PacketPath.sendDatagram(packet, client(), "vxlan0");
        PacketPath.queue(packet);
        PacketPath.transmit(packet);
        packet.with(new Event.Headers("UDP", "192.0.2.1", 33_333, "192.0.2.9", 4789, null, 350));
        packet.through("__ip_local_out", "ip_output", "ip_finish_output", "ip_finish_output2");
        String server = server();
        PacketPath.cross(packet, server, "eth0");
        PacketPath.local(packet);
        packet.through("udp_rcv", "udp_queue_rcv_one_skb").with(inner);
        PacketPath.arrive(packet, server, "vxlan0");
        if (world.oneIn(2)) {
            PacketPath.forward(packet, "eth1");
            PacketPath.queue(packet);
            PacketPath.transmit(packet);
            packet.freedBy("consume_skb").became("transmitted");
        } else {
            PacketPath.local(packet);
            PacketPath.socket(packet);
            packet.freedBy("consume_skb").became("delivered");
        }
    }

    private void rebuiltForXdp() {
        Life packet = begin("UDP", 200);
        PacketPath.sendDatagram(packet, client(), "client0");
        PacketPath.queue(packet);
        PacketPath.transmit(packet);
        Life rebuilt = world.begin(packet).bornOf(packet, "rebuild", "skb_pp_cow_data");
        packet.freedBy("consume_skb").became("merged").mergedInto = rebuilt;
        PacketPath.arrive(rebuilt, server(), "server0");
        PacketPath.local(rebuilt);
        PacketPath.socket(rebuilt);
        rebuilt.freedBy("consume_skb").became("delivered");
    }

    private void stuck() {
        Life packet = begin("UDP", 80);
        PacketPath.sendDatagram(packet, client(), "eth0");
        PacketPath.queue(packet);
    }

    /** The sk_buff of a unix socket, which is no packet. */
    private void noPacket() {
        Life packet = world.begin(now, world.anyCpu());
        packet.dropped("NOT_SPECIFIED", "unix_stream_connect").became("consumed");
        packet.usual = "not an IP packet";
    }
}
