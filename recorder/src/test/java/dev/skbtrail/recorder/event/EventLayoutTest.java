package dev.skbtrail.recorder.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The constants against bpf/events.layout, which the build compares with what the compiler made of
 * events.h.
 */
class EventLayoutTest {
    private static final Path BPF = Path.of("../bpf");
    private static final Map<String, Integer> OFFSETS = new HashMap<>();
    private static final Map<String, Integer> SIZES = new HashMap<>();

    @BeforeAll
    static void readLayout() throws IOException {
        for (String line : Files.readAllLines(BPF.resolve("events.layout"))) {
            String[] parts = line.split(" ");
            OFFSETS.put(parts[0], Integer.parseInt(parts[1]));
            SIZES.put(parts[0], Integer.parseInt(parts[2]));
        }
    }

    @Test
    void singleMembersStandWhereTheyAreRead() {
        assertEquals(OFFSETS.get("event.ts"), EventLayout.TS);
        assertEquals(OFFSETS.get("event.packet"), EventLayout.PACKET);
        assertEquals(OFFSETS.get("event.present"), EventLayout.PRESENT);
        assertEquals(OFFSETS.get("event.retval"), EventLayout.RETVAL);
        assertEquals(OFFSETS.get("event.probe"), EventLayout.PROBE);
        assertEquals(OFFSETS.get("event.src_mac"), EventLayout.SRC_MAC);
        assertEquals(OFFSETS.get("event.dst_mac"), EventLayout.DST_MAC);
        assertEquals(OFFSETS.get("event.field"), EventLayout.FIELD);
        assertEquals(
                SIZES.get("event.field"), Long.BYTES * (BatchLayout.LONGS - BatchLayout.FIELD));
        assertEquals(SIZES.get("record.event"), EventLayout.EVENT);
        assertEquals(OFFSETS.get("record.detail"), EventLayout.EVENT);
        assertEquals(OFFSETS.get("record.tunnel"), EventLayout.TUNNEL);
        assertEquals(OFFSETS.get("record.tunnel") + SIZES.get("record.tunnel"), EventLayout.RECORD);
    }

    @Test
    void membersOfOneWidthStandInTheOrderOfTheBatch() {
        inARow(EventLayout.LONGS, 8, "skb skb_head sock sock_cookie drop_address parent retval");
        inARow(EventLayout.WIDES, 16, "saddr daddr ifname comm");
        inARow(
                EventLayout.WORDS,
                4,
                "seq probe netns ifindex iif pid tid len data_len mark priority hash gso_type"
                        + " drop_reason ip_id ip_len l4_word tcp_ack payload_len stack_id ipv6_ext");
        inARow(
                EventLayout.HALVES,
                2,
                "cpu queue gso_size gso_segs ethertype vlan_id frag_off sport dport tcp_window"
                        + " icmp_id icmp_seq arp_op");
        inARow(
                EventLayout.BYTES,
                1,
                "kind lineage pkt_type ip_version protocol tos ttl tcp_flags icmp_type icmp_code"
                        + " ct_state tcp_state");
        assertEquals(BatchLayout.CPU, 21);
        assertEquals(BatchLayout.KIND, 21 + 13);
        assertEquals(BatchLayout.NF_PRIORITY, 21 + 13 + 12);
    }

    @Test
    void detailFollowsTheEvent() {
        inDetail(
                "netfilter",
                Map.of(
                        "rule", EventLayout.NF_RULE,
                        "in_ifname", EventLayout.NF_IN_IFNAME,
                        "out_ifname", EventLayout.NF_OUT_IFNAME,
                        "table", EventLayout.NF_TABLE,
                        "chain", EventLayout.NF_CHAIN,
                        "priority", EventLayout.NF_PRIORITY,
                        "ct_status", EventLayout.CT_STATUS,
                        "family", EventLayout.NF_FAMILY,
                        "hook", EventLayout.NF_HOOK,
                        "nat", EventLayout.NAT));
        inDetail(
                "route",
                Map.of(
                        "gateway", EventLayout.ROUTE_GATEWAY,
                        "ifname", EventLayout.ROUTE_IFNAME,
                        "type", EventLayout.ROUTE_TYPE));
        inDetail(
                "qdisc",
                Map.of(
                        "id",
                        EventLayout.QDISC,
                        "handle",
                        EventLayout.QDISC_WORDS,
                        "qlen",
                        EventLayout.QDISC_WORDS + 4,
                        "backlog",
                        EventLayout.QDISC_WORDS + 8));
        inDetail(
                "sock_detail",
                Map.of(
                        "rmem_alloc", EventLayout.SOCKET_WORDS,
                        "rcvbuf", EventLayout.SOCKET_WORDS + 4,
                        "ack_backlog", EventLayout.SOCKET_WORDS + 8,
                        "max_ack_backlog", EventLayout.SOCKET_WORDS + 12,
                        "reset_reason", EventLayout.SOCKET_WORDS + 16));
        inDetail(
                "icmp_error",
                Map.of("type", EventLayout.ERROR_TYPE, "code", EventLayout.ERROR_CODE));
        assertEquals(SIZES.get("netfilter.table"), EventLayout.NF_NAME);
        assertEquals(SIZES.get("netfilter.chain"), EventLayout.NF_NAME);
    }

    @Test
    void tunnelFollowsTheDetail() {
        Map<String, Integer> constants =
                Map.of(
                        "saddr", EventLayout.INNER_SADDR,
                        "daddr", EventLayout.INNER_DADDR,
                        "id", EventLayout.TUNNEL_ID,
                        "sport", EventLayout.INNER_SPORT,
                        "dport", EventLayout.INNER_DPORT,
                        "protocol", EventLayout.INNER_PROTOCOL,
                        "type", EventLayout.TUNNEL_TYPE);
        constants.forEach(
                (member, at) ->
                        assertEquals(
                                EventLayout.TUNNEL + OFFSETS.get("tunnel." + member), at, member));
    }

    private static void inDetail(String struct, Map<String, Integer> constants) {
        constants.forEach(
                (member, at) ->
                        assertEquals(
                                EventLayout.EVENT + OFFSETS.get(struct + "." + member),
                                at,
                                member));
    }

    /** The bits have no place in BTF: they are compared with the header's own text. */
    @Test
    void bitsOfPresentAreThoseOfTheHeader() throws IOException, IllegalAccessException {
        Map<String, Long> header = new HashMap<>();
        for (String line : Files.readAllLines(BPF.resolve("present.h"))) {
            if (line.startsWith("#define HAS_")) {
                String name = line.substring("#define HAS_".length(), line.indexOf(" (1ULL"));
                String bit = line.substring(line.indexOf("<< ") + 3, line.indexOf(')'));
                header.put(name, 1L << Integer.parseInt(bit));
            }
        }
        Map<String, Long> java = new HashMap<>();
        for (java.lang.reflect.Field field : Present.class.getFields()) {
            java.put(field.getName(), field.getLong(null));
        }
        assertEquals(header, java);
    }

    /** The header's comments say where a member stands. */
    @Test
    void knowsWhichMembersFollowTheEvent() throws IOException {
        assertEquals(bitsWhoseComment("detail.nf."), Present.NETFILTER);
        assertEquals(bitsWhoseComment("detail."), Present.DETAIL);
        assertEquals(bitsWhoseComment("tunnel."), Present.ANY_TUNNEL);
        assertEquals(bitsWhoseComment("field["), Present.FIELDS);
    }

    private static long bitsWhoseComment(String names) throws IOException {
        long bits = 0;
        for (String line : Files.readAllLines(BPF.resolve("present.h"))) {
            if (line.startsWith("#define HAS_") && line.contains("/* " + names)) {
                bits |=
                        1L
                                << Integer.parseInt(
                                        line.substring(line.indexOf("<< ") + 3, line.indexOf(')')));
            }
        }
        return bits;
    }

    private static void inARow(int first, int width, String members) {
        for (String member : members.split(" ")) {
            assertEquals(first, OFFSETS.get("event." + member), member);
            assertEquals(width, SIZES.get("event." + member), member);
            first += width;
        }
    }
}
