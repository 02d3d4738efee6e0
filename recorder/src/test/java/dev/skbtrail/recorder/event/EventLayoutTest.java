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
        assertEquals(SIZES.get("nf_event.event"), EventLayout.EVENT);
        assertEquals(OFFSETS.get("nf_event.nf"), EventLayout.EVENT);
    }

    @Test
    void membersOfOneWidthStandInTheOrderOfTheBatch() {
        inARow(EventLayout.LONGS, 8, "skb skb_head sock sock_cookie drop_address parent retval");
        inARow(EventLayout.WIDES, 16, "saddr daddr ifname comm");
        inARow(
                EventLayout.WORDS,
                4,
                "seq probe netns ifindex iif pid tid len data_len mark priority hash gso_type"
                        + " drop_reason ip_id ip_len l4_word tcp_ack payload_len");
        inARow(
                EventLayout.HALVES,
                2,
                "cpu queue gso_size gso_segs ethertype vlan_id frag_off sport dport tcp_window"
                        + " icmp_id icmp_seq");
        inARow(
                EventLayout.BYTES,
                1,
                "kind lineage pkt_type ip_version protocol tos ttl tcp_flags icmp_type icmp_code");
        assertEquals(BatchLayout.CPU, 19);
        assertEquals(BatchLayout.KIND, 19 + 12);
        assertEquals(BatchLayout.NF_PRIORITY, 19 + 12 + 10);
    }

    @Test
    void netfilterFollowsTheEvent() {
        assertEquals(
                EventLayout.EVENT + OFFSETS.get("netfilter.in_ifname"), EventLayout.NF_IN_IFNAME);
        assertEquals(
                EventLayout.EVENT + OFFSETS.get("netfilter.out_ifname"), EventLayout.NF_OUT_IFNAME);
        assertEquals(EventLayout.EVENT + OFFSETS.get("netfilter.table"), EventLayout.NF_TABLE);
        assertEquals(EventLayout.EVENT + OFFSETS.get("netfilter.chain"), EventLayout.NF_CHAIN);
        assertEquals(
                EventLayout.EVENT + OFFSETS.get("netfilter.priority"), EventLayout.NF_PRIORITY);
        assertEquals(EventLayout.EVENT + OFFSETS.get("netfilter.family"), EventLayout.NF_FAMILY);
        assertEquals(EventLayout.EVENT + OFFSETS.get("netfilter.hook"), EventLayout.NF_HOOK);
        assertEquals(SIZES.get("netfilter.table"), EventLayout.NF_NAME);
        assertEquals(SIZES.get("netfilter.chain"), EventLayout.NF_NAME);
    }

    /** The bits have no place in BTF: they are compared with the header's own text. */
    @Test
    void bitsOfPresentAreThoseOfTheHeader() throws IOException, IllegalAccessException {
        Map<String, Long> header = new HashMap<>();
        for (String line : Files.readAllLines(BPF.resolve("events.h"))) {
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

    private static void inARow(int first, int width, String members) {
        for (String member : members.split(" ")) {
            assertEquals(first, OFFSETS.get("event." + member), member);
            assertEquals(width, SIZES.get("event." + member), member);
            first += width;
        }
    }
}
