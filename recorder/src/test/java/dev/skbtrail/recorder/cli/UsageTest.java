package dev.skbtrail.recorder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Wrong usage: one line that names the fix, exit code 2, nothing left behind. Needs no privilege.
 */
class UsageTest {
    @TempDir Path directory;

    @AfterEach
    void leavesNothingBehind() {
        assertEquals(0, directory.toFile().list().length);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--host 10.0.0.0/33                | no prefix length of 0 to 32",
                "--src 10.0.0.300                  | 300 is more than 255",
                "--dst 10.0.0.1/24                 | write 10.0.0.0/24",
                "--host 10.0.0.1,router            | 'router' is not an address",
                "--port 65536                      | write 1 to 65535",
                "--dport http                      | write 1 to 65535",
                "--sport 1,2,3,4,5,6,7,8,9         | at most 8",
                "--proto tpc                       | did you mean 3pc, tcp",
                "--port 90-80                      | a range such as 8000-8100",
                "--ip-version 5                    | 4, 6 or any",
                "--icmp-id 65536                   | write 0 to 65535",
                "--tcp-flags sny                   | did you mean syn",
                "--tcp-flags syn,!syn              | names syn twice",
                "--length 1k                       | a range such as 0-64 or 1500-",
                "--mark 0x100/0xff                 | never matches",
                "--ethertype apr                   | did you mean arp",
                "--vlan 4096                       | write 0 to 4095",
                "--pid self                        | as 'ps' shows it",
                "--iface name-of-16-bytes          | 1 to 15 bytes",
                "--function ip_rvc                 | did you mean ip_rcv",
                "--function tcp_z*                 | matches no function",
                "--function ip;rcv                 | write it like ip_rcv or 'tcp_*'",
                "--function ip_rcv --exclude ip_*  | nothing is left",
                "--exclude ip_rvc                  | did you mean ip_rcv",
                "--group netfliter                 | did you mean netfilter",
                "--backend fenty                   | did you mean fentry",
                "--buffer-size 3M                  | not a power of two",
                "--buffer-size 1G                  | not a power of two from 4k to 512M",
                "--buffer-size big                 | 512k, 8M or 1G",
                "--user nobdy                      | give a name from 'getent passwd'",
                "--user root                       | name an ordinary user",
                "--tracked-packets 0               | is not positive",
                "--duration 10                     | 500ms, 10s, 2m or 1h",
                "--duration 0s                     | 500ms, 10s, 2m or 1h",
                "--packets 0                       | give at least 1",
                "--events -5                       | give at least 1",
                "--events many                     | 'many'",
                "--bytes 10k                       | give at least 1M",
                "--rotate 60s,2m                   | names two times: give one",
                "--rotate 1M --rotate 2M           | names two sizes: give one",
                "--rotate 999ms                    | give at least 1s",
                "--rotate 10k                      | give at least 1M",
                "--rotate daily                    | write it like 100M or 60s",
                "--keep 3                          | needs --rotate",
                "--rotate 60s --keep 0             | give at least 1",
                "--flight-recorder 100ms           | give at least 1s",
                "--flight-recorder 60s --rotate 1M | give one of them",
                "--flight-recorder 60s --bytes 1G  | --max-size",
                "--flight-recorder 1m --max-size 1 | give at least 8M",
                "--flight-recorder 60s --keep 0    | give at least 1",
                "--max-size 100M                   | needs --flight-recorder",
                "--trigger drop                    | needs --flight-recorder",
                "--flight-recorder 60s --trigger drp | did you mean drop",
                "--flight-recorder 60s --trigger reset:9 | write it like 100/s",
                "--flight-recorder 60s --trigger slower=5 | write it like 500ms",
                "--flight-recorder 60s --trigger file=/ | it is there: remove it",
                "--sample 0                        | give at least 1",
                "--first -1                        | give at least 1",
                "--allow-list no-such-file         | no file no-such-file",
                "--deny-list /                     | cannot read /",
                "--field rcvbuf                   | is not NAME=PATH",
                "--field 9x=skb->len              | is not NAME=PATH",
                "--field packet=skb->len          | there is a column packet already",
                "--field a=skb->len --field a=b   | there is a column a already",
                "--stack dorps                    | did you mean drops",
                "--nosuch                          | Unknown option",
                "lst                               | did you mean list",
                "ping 10.1.2.3                     | goes after '--'",
                "host 10.0.0.0/8                   | write net 10.0.0.0/8, not host",
                "--pcap tcp prot 443               | syntax error (the language is that of man",
                "tcp port 443 and                  | syntax error",
                "ip broadcast                      | netmask not known",
                "wlan type mgt                     | supported only on 802.11",
                "inbound                           | use --iface",
                "tcp[60000] = 1                    | at most 2,048: mask the offset",
                "udp and tcp                       | expression rejects all packets",
            })
    void refusesItInOneLine(String options, String named) {
        List<String> args = new ArrayList<>(List.of("-o", directory.resolve("t").toString()));
        args.addAll(List.of(options.split(" ")));
        Cli.Result result = Cli.run(args.toArray(String[]::new));
        assertEquals(2, result.exitCode(), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
        assertTrue(result.err().startsWith("skbtrail-record: "), result.err());
        assertTrue(result.err().contains(named), result.err());
        assertEquals("", result.out());
    }

    @Test
    void asksForAnOutput() {
        Cli.Result result = Cli.run("--duration", "1s");
        assertEquals(
                new Cli.Result(
                        2,
                        "",
                        "skbtrail-record: missing -o FILE: where to write the trace;"
                                + " see 'skbtrail-record --help'\n"),
                result);
    }

    @Test
    void explainsItself() {
        Cli.Result help = Cli.run("--help");
        assertEquals(0, help.exitCode());
        assertTrue(help.out().contains("are alternatives"), help.out());
        assertTrue(help.out().lines().allMatch(line -> line.length() <= 80), help.out());
        String version = Cli.run("--version").out();
        assertTrue(
                version.matches("skbtrail-record .+\ncommit .+, kernel programs [0-9a-f]{10}\n"),
                version);
        assertTrue(Cli.run("completion").out().contains("--buffer-size"));
        assertEquals(0, Cli.run("list", "--help").exitCode());
        assertTrue(Files.isDirectory(directory));
    }
}
