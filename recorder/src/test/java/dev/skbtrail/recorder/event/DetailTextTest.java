package dev.skbtrail.recorder.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DetailTextTest {
    @Test
    void namesHooksAsTheirFamilyNumbersThem() {
        assertEquals("POSTROUTING", DetailText.hook(0, DetailText.packHook(2, 4)));
        assertEquals("INGRESS", DetailText.hook(0, DetailText.packHook(1, 5)));
        assertEquals("BROUTING", DetailText.hook(0, DetailText.packHook(7, 5)));
        assertEquals("INPUT", DetailText.hook(0, DetailText.packHook(3, 0)));
        assertEquals("EGRESS", DetailText.hook(0, DetailText.packHook(5, 1)));
        assertEquals("9", DetailText.hook(0, DetailText.packHook(10, 9)));
        assertEquals("bridge", DetailText.family(0, 7));
        assertEquals("99", DetailText.family(0, 99));
    }

    @Test
    void namesWhatConnectionTrackingSays() {
        assertEquals("NEW", DetailText.conntrackState(0, 2));
        assertEquals("UNTRACKED", DetailText.conntrackState(0, 7));
        assertEquals("SEEN_REPLY|CONFIRMED|SRC_NAT", DetailText.conntrackStatus(0, 0x1a));
        assertEquals("destination", DetailText.nat(0, 1));
    }

    @Test
    void showsQdiscHandlesAsTcDoes() {
        assertEquals("8001:", DetailText.qdiscHandle(0, 0x80010000L));
        assertEquals("1:a", DetailText.qdiscHandle(0, 0x1000aL));
        assertEquals("0:", DetailText.qdiscHandle(0, 0));
    }

    @Test
    void listsExtensionHeadersInTheirOrder() {
        assertEquals("hop-by-hop|destination|fragment", DetailText.extensions(0, 0x341));
    }

    @Test
    void namesTheRest() {
        assertEquals("request", DetailText.arpOperation(0, 1));
        assertEquals("9", DetailText.arpOperation(0, 9));
        assertEquals("unreachable", DetailText.routeType(0, 7));
        assertEquals("not forwarding", DetailText.routeType(0, 13));
        assertEquals("LISTEN", DetailText.tcpState(0, 10));
        assertEquals("geneve", DetailText.tunnel(0, 2));
    }
}
