package dev.skbtrail.analyzer.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextCleanerTest {
    private final Mapping mapping = new Mapping(Key.random(), false, new Changes());
    private final TextCleaner cleaner = new TextCleaner(mapping);
    private final RuleCleaner rules = new RuleCleaner(cleaner, mapping, "test");

    /**
     * Causes of losses in the footer are compared with those in the rows, so they must stay the
     * same.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ring full",
                "tracking table full",
                "call table full",
                "stack table full",
                "flow table full",
                "filter interrupted",
                "end not seen",
                "return not seen",
                "list too long",
                "not held back",
                "missed probe",
                "skipped kprobes",
                "not in this kernel, nor in a module that is loaded",
                "there was no time left to read it",
                "tc took too long and was stopped after 402 ms",
                "ip -j -d -s address show",
                "/proc/thread-self/net",
                "tcp port 443 and not icmp6",
                "packets 11 bytes 650"
            })
    void keepsWhatTheRecorderSays(String text) {
        assertEquals(text, cleaner.text(text, "test"));
    }

    @Test
    void mapsWhatItKnowsAndRemovesTheRest() {
        cleaner.know(Kind.INTERFACE, "eth0");
        assertEquals(
                "host "
                        + mapping.addressOrNull("10.1.2.3")
                        + " and "
                        + mapping.name(Kind.INTERFACE, "eth0")
                        + " and [removed] and ["
                        + mapping.addressOrNull("fd00::1")
                        + "]:80, ether "
                        + mapping.addressOrNull("02:00:00:00:00:01"),
                cleaner.text(
                        "host 10.1.2.3 and eth0 and db.example.org and [fd00::1]:80, ether"
                                + " 02:00:00:00:00:01",
                        "test"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            quoteCharacter = '`',
            value = {
                "table inet fw { # handle 1 @ table inet NFT(fw) { # handle 1",
                "table ip nat { # handle 6 @ table ip nat { # handle 6",
                "chain in { # handle 1 @ chain NFT(in) { # handle 1",
                "type filter hook forward priority filter; policy accept;"
                        + " @ type filter hook forward priority filter; policy accept;",
                "counter udp { # handle 2 @ counter NFT(udp) { # handle 2",
                "udp dport 53 counter name \"udp\" drop # handle 8"
                        + " @ udp dport 53 counter name \"NFT(udp)\" drop # handle 8",
                "iifname { \"a\", \"b\" } jump in # handle 9"
                        + " @ iifname { \"IF(a)\", \"IF(b)\" } jump NFT(in) # handle 9",
                "oifname \"veth*\" masquerade # handle 4 @ oifname \"IF(veth)*\" masquerade # handle 4",
                "drop comment \"not this\" # handle 3 @ drop comment \"removed\" # handle 3",
                "*filter @ *filter",
                ":DOCKER - [0:0] @ :NFT(DOCKER) - [0:0]",
                "[1:2] -A FORWARD -i br+ -p tcp -m tcp --dport 80 -j DOCKER"
                        + " @ [1:2] -A FORWARD -i IF(br)+ -p tcp -m tcp --dport 80 -j NFT(DOCKER)",
                "-A x -m comment --comment mine -j LOG --log-prefix \"a b\" --log-level 4"
                        + " @ -A NFT(x) -m comment --comment [removed] -j LOG --log-prefix \"removed\" --log-level 4"
            })
    void keepsWhatARuleMeans(String line, String mapped) {
        assertEquals(named(mapped), rules.line(line));
    }

    /** Replaces NFT(a) with the mapped name of a. */
    private String named(String text) {
        String named = text;
        for (Kind kind : new Kind[] {Kind.NFT, Kind.INTERFACE}) {
            String mark = kind == Kind.NFT ? "NFT" : "IF";
            while (named.contains(mark + "(")) {
                int from = named.indexOf(mark + "(");
                int to = named.indexOf(')', from);
                String name = named.substring(from + mark.length() + 1, to);
                named =
                        named.substring(0, from)
                                + mapping.name(kind, name)
                                + named.substring(to + 1);
            }
        }
        return named;
    }

    @Test
    void mapsAddressesInRules() {
        String line = rules.line("\t\tip daddr 10.1.2.3 udp dport 5000 dnat to 10.1.2.9:7000");
        assertEquals(
                "\t\tip daddr "
                        + mapping.addressOrNull("10.1.2.3")
                        + " udp dport 5000 dnat to "
                        + mapping.addressOrNull("10.1.2.9")
                        + ":7000",
                line);
        String set = rules.line("ip saddr @blocked ip daddr { 10.1.2.0/24, fd00::/8 } accept");
        assertTrue(set.startsWith("ip saddr @nft-"), set);
        assertFalse(set.contains("10.1.2.0/24") || set.contains("blocked"), set);
    }
}
