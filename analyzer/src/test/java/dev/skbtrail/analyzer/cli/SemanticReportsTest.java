package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Reports on data decoded by the semantic probes, on traces/protocols.sql. */
class SemanticReportsTest {
    private static final Path PROTOCOLS = SyntheticTrace.shared("protocols");

    @Test
    void saysWhatNatChangedAndWhereButNotWhatWasTurnedAround() {
        assertEquals(
                """
                netns,step,hook,what,before,after,packets,example
                gw,nf_nat_manip_pkt:return,POSTROUTING,source,TCP 10.0.0.2 > 203.0.113.5,\
                TCP 198.51.100.1 > 203.0.113.5,2,1
                gw,ip_rcv_finish,PREROUTING,destination,TCP 203.0.113.5 > 198.51.100.1:5000,\
                TCP 203.0.113.5 > 10.0.0.2:5000,1,3
                """,
                Reports.csv("nat", PROTOCOLS));
    }

    @Test
    void showsTheInsideAndTheOutsideOfATunnel() {
        assertEquals(
                """
                tunnel,outer,inner,netns,functions,packets,bytes,example
                vxlan 42,192.0.2.1 > 192.0.2.2,TCP 10.9.0.1 > 10.9.0.2:80,gw,\
                ip_tunnel_xmit ... ip_output,1,150,5
                """,
                Reports.csv("tunnels", PROTOCOLS));
    }

    @Test
    void saysWhatRouteLookupsFound() {
        assertEquals(
                """
                netns,lookup,result,destination,in,device,gateway,packets,example
                gw,ip_route_input_slow,"found, unicast",8.8.8.8,eth0,eth1,198.51.100.254,1,6
                gw,ip_route_input_slow,no route,9.9.9.9,eth0,,,1,7
                """,
                Reports.csv("routes", PROTOCOLS));
    }

    @Test
    void countsARetransmissionOnceThoughTwoProbesSeeIt() {
        assertEquals(
                """
                flow,netns,again,segments,most,first,last,state,example
                TCP 10.0.0.1 > 10.0.0.2:80,gw,2,1,2,8020,8040,ESTABLISHED,8
                TCP 10.0.0.1 > 10.0.0.3:80,gw,1,1,1,9000,9000,SYN_SENT,9
                """,
                Reports.csv("tcp-retransmits", PROTOCOLS));
    }

    @Test
    void tellsResetsFromWhatTheyAnswer() {
        assertEquals(
                """
                reset,flow,function,reason,state,packets,first,example
                answered,TCP 10.0.0.2 > 10.0.0.1:80,gw tcp_v4_send_reset,NO_SOCKET,,1,10010,10
                seen,TCP 10.0.0.1 > 10.0.0.2:80,gw __ip_local_out,,,1,11000,11
                """,
                Reports.csv("tcp-resets", PROTOCOLS));
    }

    @Test
    void namesTheErrorThatIsSentAboutAPacket() {
        assertEquals(
                """
                error,meaning,flow,function,packets,first,example
                sent,"unreachable, port",UDP 10.0.0.2 > 10.0.0.1:53,gw __icmp_send,1,13010,13
                """,
                Reports.csv("icmp-errors", PROTOCOLS));
    }

    @Test
    void countsTheSegmentsOfALargePacket() {
        assertEquals(
                """
                what,flow,type,function,packets,segments,mss,largest,example
                cut by the stack,TCP 10.0.0.1 > 10.0.0.4:80,TCPV4,skb_segment,1,2,1000,2040,14
                merged by GRO,TCP 10.0.0.1 > 10.0.0.4:80,,napi_skb_free_stolen_head,1,1,,1040,17
                """,
                Reports.csv("gso", PROTOCOLS));
    }

    @Test
    void findsTheRequestThatNobodyAnswers() {
        assertEquals(
                """
                answered,interface,who_has,tell,requests,replies,answered_by,first,example
                no,gw eth0,10.0.0.9,10.0.0.1,2,0,,18000,18
                yes,gw eth0,10.0.0.2,10.0.0.1,1,1,02:00:00:00:00:02,20000,20
                """,
                Reports.csv("arp", PROTOCOLS));
    }
}
