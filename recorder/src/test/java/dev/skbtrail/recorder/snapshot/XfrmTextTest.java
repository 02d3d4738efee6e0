package dev.skbtrail.recorder.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept of policies and states in the output of iproute2 6.1 on kernel 6.12. */
class XfrmTextTest {
    private final Items items = new Items(1 << 20);

    @Test
    void keepsWhatAPolicyAsksFor() throws IOException {
        assertEquals(
                List.of(
                        "{'src':'2001:db8::/32','dst':'::/0','dir':'in','action':'allow','index':16,"
                                + "'priority':0,'ptype':'main','bytes':0,'packets':0,'mask':255,"
                                + "'mark':5,'if_id':3,'templates':[{'src':'2001:db8::1',"
                                + "'dst':'2001:db8::2','proto':'esp','spi':0,'reqid':9,"
                                + "'mode':'tunnel','level':'required'}]}",
                        "{'src':'10.91.4.2/32','dst':'10.91.5.2/32','proto':'udp','dport':6135,"
                                + "'dir':'fwd','action':'block'}"),
                read(
                        """
                        src 2001:db8::/32 dst ::/0 uid 0
                        \tdir in action allow index 16 priority 0 ptype main share any flag  (0x00000000)
                        \tlifetime config:
                        \t  limit: soft (INF)(bytes), hard (INF)(bytes)
                        \tlifetime current:
                        \t  0(bytes), 0(packets)
                        \t  add 2026-11-30 16:45:00 use -
                        \tmark 0x5/0xff\s
                        \ttmpl src 2001:db8::1 dst 2001:db8::2
                        \t\tproto esp spi 0x00000000(0) reqid 9(0x00000009) mode tunnel
                        \t\tlevel required share any\s
                        \t\tenc-mask ffffffff auth-mask ffffffff comp-mask ffffffff
                        \tif_id 0x3
                        src 10.91.4.2/32 dst 10.91.5.2/32 proto udp dport 6135 uid 0
                        \tdir fwd action block
                        """));
    }

    /** A state as ip shows it without nokeys: the lines with keys are not read. */
    @Test
    void keepsNoKey() throws IOException {
        assertEquals(
                List.of(
                        "{'src':'10.1.1.1','dst':'10.2.2.3','proto':'esp','spi':257,'reqid':9,"
                                + "'mode':'transport','encap':{'type':'espinudp','sport':4500,"
                                + "'dport':4500},'if_id':3,'sel':{'src':'0.0.0.0/0',"
                                + "'dst':'0.0.0.0/0'},'bytes':700,'packets':7,"
                                + "'stats':{'replay-window':1,'replay':2,'failed':3}}"),
                read(
                        """
                        src 10.1.1.1 dst 10.2.2.3
                        \tproto esp spi 0x00000101(257) reqid 9(0x00000009) mode transport
                        \treplay-window 32 seq 0x00000000 flag  (0x00000000)
                        \tauth-trunc hmac(sha256) 0xfeedfacefeedfacefeedface (96 bits) 128
                        \tenc cbc(aes) 0xdeadbeefdeadbeefdeadbeefdeadbeef (128 bits)
                        \taead rfc4106(gcm(aes)) 0xdeadbeef00000000000000000000000000000007 (160 bits) 128
                        \tencap type espinudp sport 4500 dport 4500 addr 0.0.0.0
                        \tanti-replay context: seq 0x0, oseq 0x0, bitmap 0x00000000
                        \tif_id 0x3
                        \tsel src 0.0.0.0/0 dst 0.0.0.0/0 uid 0
                        \tlifetime current:
                        \t  700(bytes), 7(packets)
                        \tstats:
                        \t  replay-window 1 replay 2 failed 3
                        """));
    }

    private List<String> read(String text) throws IOException {
        XfrmText.read(new StringReader(text), items);
        return items.kept().stream().map(item -> item.replace('"', '\'')).toList();
    }
}
