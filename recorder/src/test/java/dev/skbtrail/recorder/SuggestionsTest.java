package dev.skbtrail.recorder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
    private static final List<String> KNOWN =
            List.of("ip_rcv", "ip6_rcv_finish", "ip_rcv_finish", "tcp_v4_rcv", "udp_rcv", "eth0");

    @Test
    void putsTheNearestFirst() {
        assertEquals(List.of("ip_rcv", "udp_rcv"), Suggestions.of("dp_rcv", KNOWN));
        assertEquals(List.of("eth0"), Suggestions.of("eth1", KNOWN));
    }

    @Test
    void findsNamesThatContainIt() {
        assertEquals(
                List.of("ip_rcv_finish", "ip6_rcv_finish"), Suggestions.of("rcv_finish", KNOWN));
    }

    @Test
    void saysNothingWhenNothingIsNear() {
        assertEquals("", Suggestions.hint("nf_hook_slow", KNOWN));
        assertEquals(" (did you mean eth0?)", Suggestions.hint("eht0", KNOWN));
    }
}
