package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the configuration in a trace shows, and what must not be concluded from it. */
class ConfigurationTest {
    private static final Path TRACE = SyntheticTrace.shared("configured");

    @TempDir private static Path directory;

    @Test
    void namesTheObject() {
        String findings = explain(TRACE);
        assertEquals(
                List.of(),
                Stream.of(
                                "Rule handle 3 (udp dport 53 counter drop comment \"\"not drop\"\")"
                                        + " of chain in, table fw, drops UDP",
                                "INPUT of namespace router; its counter grew by 7",
                                "A rule or the policy of chain out, table fw, drops UDP",
                                "one of rule handle 10 (ip saddr 10.0.0.2 reject), rule handle 13"
                                        + " (drop) of chain away",
                                "The policy drop of chain checked, table fw, drops UDP",
                                "in namespace router: blackhole 10.7.0.0/16 table main",
                                "There is no route to fd00:7::7",
                                "port 8082 in namespace router: a socket is bound to that port on"
                                        + " 127.0.0.1",
                                "of r0.7 in namespace router (net.ipv4.conf.r0/7.rp_filter = 1)"
                                        + " refuses",
                                "forwarding is off (net.ipv4.conf.r0/7.forwarding = 1 (0 before))",
                                "(net.netfilter.nf_conntrack_count = 8 (3 before),"
                                        + " net.netfilter.nf_conntrack_max = 8)",
                                "meanwhile nf_conntrack_drop grew by 4",
                                "at r0.7 in namespace router, where net.ipv4.icmp_echo_ignore_all = 1")
                        .filter(words -> !findings.contains(words))
                        .toList(),
                findings);
    }

    /** Nothing is named as the cause if there may be other candidates. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"left_out\":0|\"left_out\":3",
                "\"moment\":\"start\"|\"moment\":\"end\"",
                "\"problem\":null|\"problem\":\"no\"",
            })
    void claimsNoMoreThanWasRead(String whole, String less) {
        Path trace = edited("less", "replace(value, '" + whole + "', '" + less + "')");
        String findings = explain(trace);
        assertTrue(
                findings.contains("A rule or the policy of chain in, table fw, drops"), findings);
        assertFalse(findings.contains("Rule handle"), findings);
        assertFalse(findings.contains("one of rule"), findings);
    }

    /**
     * A reverse path filter that is off in both readings rejects nothing; routes may be missing.
     */
    @Test
    void doesNotNameWhatContradicts() {
        Path trace =
                edited(
                        "other",
                        "replace(replace(value, '\"value\":\"1\"', '\"value\":\"0\"'),"
                                + " '\"part\":\"ipv4 rules\"', '\"part\":\"x\"')");
        String findings = explain(trace);
        assertTrue(findings.contains("filter of r0.7 in namespace router refuses"), findings);
        assertTrue(findings.contains("refuses UDP 10.0.0.2 > 10.7.0.7:53 in namespace router,"));
    }

    @Test
    void showsEachPartInColumns() {
        assertSql(
                "SELECT chain, number, handle, rule, hook, refuses, jumps, packets, growth"
                        + " FROM firewall_rules WHERE chain = 'in' ORDER BY number",
                """
                chain,number,handle,rule,hook,refuses,jumps,packets,growth
                in,1,2,tcp dport 53 drop,INPUT,true,false,,
                in,2,3,"udp dport 53 counter drop comment ""not drop""\",INPUT,true,false,9,7
                in,3,4,udp dport 54 drop,INPUT,true,false,,
                in,4,5,counter drop,INPUT,true,false,4,0
                in,5,6,"counter name ""shared"" drop",INPUT,true,false,5,0
                in,,,policy accept,INPUT,false,false,,
                """);
        assertSql(
                "SELECT in_words, \"limit\", drops, drops_growth, change FROM qdiscs",
                "in_words,limit,drops,drops_growth,change\n\"pfifo 1: on r0.7, limit 7\",7,6,5,\n");
        assertSql(
                "SELECT network, gateway, in_words FROM routes WHERE family = 'ipv4' AND type = 'unicast'",
                "network,gateway,in_words\n0.0.0.0/0,10.0.0.1,default via 10.0.0.1 dev r0.7 table main\n");
        assertSql(
                "SELECT protocol, address, port, change FROM listeners ORDER BY ALL",
                "protocol,address,port,change\nTCP,::,22,added\nUDP,127.0.0.1,8082,\n");
        assertSql(
                "SELECT name, value, growth FROM counters ORDER BY name",
                "name,value,growth\nIpInReceives,19,9\nnf_conntrack_drop,4,4\n");
        assertSql(
                "SELECT ifname, mtu, state, addresses FROM links",
                "ifname,mtu,state,addresses\nr0.7,1400,UP,\"10.0.0.1/24, fd00::1/64\"\n");
        assertSql(
                "SELECT address, mac, state, before FROM neighbours",
                "address,mac,state,before\n10.0.0.2,02:00:00:00:00:02,STALE,STALE\n");
    }

    @Test
    void tellsWhatChanged() {
        String out = Reports.csv("snapshot", TRACE);
        assertTrue(out.contains("router,listeners,start and end,2,1 added,0,\n"), out);
        assertTrue(out.contains("router,sysctls,start and end,6,2 changed,0,\n"), out);
        assertTrue(out.contains("router,ipv4 routes,both,4,,0,\n"), out);
        assertEquals(
                "netns,counter,growth,value\nrouter,IpInReceives,9,19\nrouter,nf_conntrack_drop,4,4\n",
                Reports.csv("counters", TRACE));
        assertTrue(
                Reports.csv("configuration", TRACE, "--part", "sockets")
                        .contains("router,sockets,TCP [::]:22,added\n"));
    }

    /** iptables rules: a policy, a jump, and a rule with a counter. */
    @Test
    void readsWhatIptablesSaves() {
        Path trace =
                edited(
                        "legacy",
                        """
                        to_json({'readings': [
                            {'netns': 7, 'part': 'iptables', 'moment': 'both', 'items': [
                                '*filter', ':FORWARD DROP [0:0]', ':own - [0:0]',
                                '[2:60] -A FORWARD -p udp -m udp --dport 53 -j DROP',
                                '[0:0] -A FORWARD -j own', '[0:0] -A own -j RETURN', 'COMMIT']}]})
                        """);
        assertEquals(
                """
                family,table,chain,number,rule,hook,refuses,jumps,packets
                ip,filter,FORWARD,1,'-p udp -m udp --dport 53 -j DROP,FORWARD,true,false,2
                ip,filter,FORWARD,2,'-j own,FORWARD,false,true,0
                ip,filter,FORWARD,,policy drop,FORWARD,true,false,
                ip,filter,own,1,'-j RETURN,,false,false,0
                """,
                Reports.csv(
                        "sql",
                        trace,
                        "SELECT family, \"table\", chain, number, rule, hook, refuses, jumps, packets"
                                + " FROM firewall_rules ORDER BY chain, number"));
    }

    /** At the end of the recording nft also prints how much of the quota is used. */
    @Test
    void readsARuleWithAQuotaAsOne() {
        String rules =
                """
                {'netns': 7, 'part': 'nft', 'moment': '%s', 'items': ['table inet fw { # handle 1',
                    chr(9) || 'chain in { # handle 1', chr(9) || chr(9)
                    || 'udp dport 53 quota over 80 bytes %scounter packets %d bytes 9 drop # handle 2',
                    chr(9) || '}', '}']}
                """;
        Path trace =
                edited(
                        "quota",
                        "to_json({'readings': ["
                                + rules.formatted("start", "", 1)
                                + ","
                                + rules.formatted("end", "used 160 bytes ", 4)
                                + "]})");
        assertEquals(
                "handle,rule,growth,change\n"
                        + "2,udp dport 53 quota over 80 bytes counter drop,3,\n",
                Reports.csv(
                        "sql", trace, "SELECT handle, rule, growth, change FROM firewall_rules"));
    }

    /** Every JSON shape except the right one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'no JSON'",
                "'[]'",
                "'{\"readings\": 5}'",
                "'{\"readings\": [5, null, \"a\", [], {}]}'",
                "'{\"readings\": [{\"part\": {}, \"moment\": \"end\", \"netns\": [], \"items\": 1}]}'",
                "replace(value, '[{', '[[],7,null,\"a\",{}, {')",
                "replace(value, '\"value\":', '\"value\": [[{}]], \"v\":')",
                "regexp_replace(value, '\\d+', '170141183460469231731687303715884105727', 'g')",
                "regexp_replace(value, '\"\\w+\":', '\"x\":', 'g')",
                "replace(value, 'table inet', 'table')",
                "replace(value, 'in {', '{')",
                "regexp_replace(value, '\"(items|state|addr_info)\":\\[', '\"\\1\":{\"a\":[', 'g')",
                "repeat('[', 200000)",
                "'{\"readings\":[' || repeat('{\"moment\":\"end\",\"part\":\"sysctls\",\"items\":[]},',"
                        + " 20000) || '1]}'",
                "'{\"readings\":[{\"part\":\"nft\",\"moment\":\"end\",\"items\":[' || repeat('\"table a b"
                        + " {\",', 50000) || '1]}]}'",
            })
    void isNotHarmedByWhatIsNoSnapshot(String value) {
        Path trace = edited("hostile", value);
        for (String report : List.of("configuration", "explain")) {
            Cli.Result result = Cli.run(report, trace);
            assertEquals(0, result.exitCode(), () -> report + ": " + result.err());
        }
    }

    /**
     * @param value SQL for the value that replaces the snapshot
     */
    private static Path edited(String name, String value) {
        return SyntheticTrace.write(
                directory,
                name,
                "%s;%nUPDATE metadata SET value = %s WHERE key = 'skbtrail.snapshot'"
                        .formatted(SyntheticTrace.script("configured"), value));
    }

    private static String explain(Path trace) {
        return Cli.run("explain", trace, "--format", "csv").out();
    }

    private static void assertSql(String sql, String rows) {
        assertEquals(rows, Reports.csv("sql", TRACE, sql));
    }
}
