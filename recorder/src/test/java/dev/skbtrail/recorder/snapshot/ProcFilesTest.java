package dev.skbtrail.recorder.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the kernel's own files are parsed. */
class ProcFilesTest {
    private final Items items = new Items(1 << 20);
    @TempDir private Path directory;

    @Test
    void namesCountersAsNstatDoesAndLeavesOutZeros() throws IOException {
        write("snmp", "Ip: Forwarding InDiscards\nIp: 1 0\nTcp: MaxConn RetransSegs\nTcp: -1 7\n");
        write("netstat", "TcpExt: ListenDrops\nTcpExt: 3\n");
        write("snmp6", "Ip6InNoRoutes                   \t12\nIp6InDiscards   \t0\n");
        write("xfrm_stat", "XfrmInError             \t0\nXfrmInNoStates          \t5\n");
        write(
                "stat/nf_conntrack",
                "entries  drop insert_failed\n00000010  0000000a 00000000\n00000010 00000001 2\n");

        Counters.read(directory, items);

        assertEquals(
                List.of(
                        "{'name':'Ip6InNoRoutes','value':12}",
                        "{'name':'IpForwarding','value':1}",
                        "{'name':'TcpExtListenDrops','value':3}",
                        "{'name':'TcpMaxConn','value':-1}",
                        "{'name':'TcpRetransSegs','value':7}",
                        "{'name':'XfrmInNoStates','value':5}",
                        "{'name':'nf_conntrack_drop','value':11}",
                        "{'name':'nf_conntrack_insert_failed','value':2}"),
                kept());
    }

    @Test
    void keepsTheDotsInTheNamesOfInterfacesAndPutsWhatIsForAllFirst() throws IOException {
        write("net/ipv4/ip_forward", "1\n");
        write("net/ipv4/tcp_fastopen_key", "secret\n");
        write("net/ipv4/conf/eth0.7/rp_filter", "2\n");
        write("net/ipv4/conf/all/rp_filter", "0\n");
        write("net/ipv6/conf/eth0.7/stable_secret", "secret\n");
        write("net/ipv6/conf/eth0.7/forwarding", "1\n");

        Sysctls.read(directory, items);

        assertEquals(
                List.of(
                        "{'name':'net/ipv4/ip_forward','value':'1'}",
                        "{'name':'net/ipv4/conf/all/rp_filter','value':'0'}",
                        "{'name':'net/ipv4/conf/eth0.7/rp_filter','value':'2'}",
                        "{'name':'net/ipv6/conf/eth0.7/forwarding','value':'1'}"),
                kept());
    }

    @Test
    void findsSocketsThatTakePacketsFromAnyone() throws IOException {
        String head = "  sl  local_address rem_address   st tx_queue rx_queue\n";
        write(
                "tcp",
                head
                        + "   0: 0100007F:0016 00000000:0000 0A 00000000:00000000\n"
                        + "   1: 0100007F:0017 0100007F:0018 01 00000000:00000000\n");
        write(
                "udp6",
                head
                        + "  9: 00000000000000000000000001000000:0035"
                        + " 00000000000000000000000000000000:0000 07 0:0\n"
                        + "  9: B80D0120000000000000000001000000:0036"
                        + " B80D0120000000000000000002000000:0035 01 0:0\n"
                        + "  9: B80D0120000000000000000001000000:0037"
                        + " 00000000000000000000000000000000:0000 07 0:0\n");

        Listeners.read(directory, items);

        assertEquals(
                List.of(
                        "{'protocol':'TCP','address':'127.0.0.1','port':22}",
                        "{'protocol':'UDP','address':'::1','port':53}",
                        "{'protocol':'UDP','address':'2001:db8::1','port':55}"),
                kept());
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<String> kept() {
        return items.kept().stream().map(item -> item.replace('"', '\'')).toList();
    }
}
